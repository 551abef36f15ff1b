"""Purchases to the site's current choice model and pair counts. Called by `interarec choice fit`."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interarec.domain.catalogue import Catalogue, ChoiceModel
from interarec.platform.artifacts import decode_catalogue, encode_choice_model, fetch_current, publish
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.settings import Settings, SiteSettings
from interarec.recommender.catalogue.importing import site_settings
from interarec.recommender.catalogue.rail import publish_rail
from interarec.recommender.catalogue.reports import FitReport
from interarec.recommender.catalogue.transactions import Transactions, read_transactions
from interarec.recommender.cooccurrence import PairCounts, count_pairs

__all__ = ["fit_choice_model"]

_PRIOR = 1.0
"""Pseudo-purchases of every item: what nobody bought yet keeps a small weight instead of none."""


async def fit_choice_model(path: Path, site_id: str, settings: Settings, blobs: Blobs, now: Now) -> FitReport:
    """Estimate the weights from `path`, publish model and pair counts as current, renew the rail.

    A catalogue need not be there yet; with one, items it does not sell are counted and left out. Raises NotFound (site
    or file), InvalidInput when no purchase can be read.
    """
    site = site_settings(settings, site_id)
    stored = await fetch_current(blobs, site_id, "catalogue")
    catalogue = decode_catalogue(stored) if stored is not None else None
    fitted = await asyncio.to_thread(_fit, path, site_id, site, catalogue, now())
    model = fitted.model
    await publish(blobs, site_id, "cooccurrence", model.version, fitted.pairs.encode())
    await publish(blobs, site_id, "choice", model.version, encode_choice_model(model))
    if catalogue is not None:
        await publish_rail(blobs, catalogue, model.bought, site, now())
    return fitted.report()


@dataclass(frozen=True, slots=True)
class _Fitted:
    model: ChoiceModel
    pairs: PairCounts
    transactions: Transactions
    unknown: int

    def report(self) -> FitReport:
        model, transactions = self.model, self.transactions
        warning = f"{self.unknown} bought items are not in the catalogue and were left out"
        return FitReport(
            site_id=model.site_id,
            version=model.version,
            baskets=len(transactions.baskets),
            purchases=sum(transactions.choices.values()),
            items=len(model.weights),
            unknown_items=self.unknown,
            no_purchase_weight=model.no_purchase_weight,
            purchase_share=model.purchase_share,
            refused=transactions.refused,
            warnings=(warning,) if self.unknown else (),
            report=model.report,
        )


def _fit(path: Path, site_id: str, site: SiteSettings, catalogue: Catalogue | None, at: datetime) -> _Fitted:
    transactions = read_transactions(path)
    sold = {item.item_id for item in catalogue.items} if catalogue is not None else set(transactions.choices)
    choices = {item: count for item, count in transactions.choices.items() if item in sold}
    weights, default = _weights(choices, len(sold))
    outside = _outside_weight(weights, default, site)
    bought = {item: count for item, count in transactions.units.items() if item in sold}
    model = ChoiceModel(
        site_id=site_id,
        version=_version(weights, bought, outside),
        weights=weights,
        no_purchase_weight=outside,
        purchase_share=site.purchase_share,
        default_weight=default,
        bought=bought,
        fitted_at=at,
        report={"choices": float(sum(choices.values())), "prior": _PRIOR},
    )
    return _Fitted(model, count_pairs(transactions.baskets), transactions, len(set(transactions.choices) - sold))


def _weights(choices: Mapping[str, int], items: int) -> tuple[dict[str, float], float]:
    """MNL weights of bought items and that of any other item; all n items sum to 1.

    Purchases alone tell v up to a common factor: with every item on offer the likelihood is highest at v_i ~ c_i.
    """
    total = sum(choices.values()) + _PRIOR * items
    return {item: (count + _PRIOR) / total for item, count in sorted(choices.items())}, _PRIOR / total


def _outside_weight(weights: Mapping[str, float], default: float, site: SiteSettings) -> float:
    """v0 = (1 - rho) / rho x total weight of the C most bought items, the slate taken as shown when no log says."""
    best = sorted(weights.values(), reverse=True)[: site.capacity]
    shown = sum(best) + default * (site.capacity - len(best))
    return (1 - site.purchase_share) / site.purchase_share * shown


def _version(weights: Mapping[str, float], bought: Mapping[str, int], outside: float) -> str:
    return hashlib.sha256(repr((weights, bought, outside)).encode()).hexdigest()[:16]
