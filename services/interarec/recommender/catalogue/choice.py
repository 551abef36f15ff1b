"""Purchases to the site's current choice model and pair counts. Called by `interarec choice fit`."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interarec.assortment.estimation import FitReport as FittedReport
from interarec.assortment.estimation import fit_purchases
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
"""Pseudo-purchases of every item: what nobody bought yet keeps a small weight instead of none.

Weights have mean 1 over the items fitted, so an item that comes later starts at prior / (mean purchases + prior).
"""


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
    notes: tuple[str, ...]

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
            warnings=(*self.notes, *((warning,) if self.unknown else ())),
            report=model.report,
        )


def _fit(path: Path, site_id: str, site: SiteSettings, catalogue: Catalogue | None, at: datetime) -> _Fitted:
    transactions = read_transactions(path)
    sold = [item.item_id for item in catalogue.items] if catalogue is not None else sorted(transactions.choices)
    counts = [transactions.choices.get(item, 0) for item in sold]
    fitted = fit_purchases(sold, counts, purchase_share=site.purchase_share, capacity=site.capacity, prior=_PRIOR)
    weights = dict(zip(fitted.item_ids, fitted.weights, strict=True))
    bought = {item: transactions.units[item] for item, count in zip(sold, counts, strict=True) if count}
    model = ChoiceModel(
        site_id=site_id,
        version=_version(weights, bought, fitted.v0),
        weights=weights,
        no_purchase_weight=fitted.v0,
        purchase_share=site.purchase_share,
        default_weight=_PRIOR * len(sold) / (sum(counts) + _PRIOR * len(sold)),
        bought=bought,
        fitted_at=at,
        report=_figures(fitted.report),
    )
    unknown = len(set(transactions.choices).difference(sold))
    return _Fitted(model, count_pairs(transactions.baskets), transactions, unknown, fitted.report.warnings)


def _figures(report: FittedReport) -> dict[str, float]:
    return {
        "purchases": report.purchases,
        "never_bought": float(len(report.never_bought)),
        "log_likelihood": report.log_likelihood,
        "null_log_likelihood": report.null_log_likelihood,
        "prior": _PRIOR,
    }


def _version(weights: Mapping[str, float], bought: Mapping[str, int], outside: float) -> str:
    return hashlib.sha256(repr((weights, bought, outside)).encode()).hexdigest()[:16]
