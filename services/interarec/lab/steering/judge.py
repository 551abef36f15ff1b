"""Did an attack help the attacker? Constraints with and without the defences, slates, and bounds on a rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.constraints.prompt import summary_text
from interarec.constraints.reading.decompose import decompose
from interarec.domain.batches import BatchState
from interarec.domain.constraints import AttributeConstraint, ConstraintSet, Origin, PriceConstraint
from interarec.domain.recommendations import Arm, Recommendation
from interarec.domain.summaries import CATEGORIES, NOT_AVAILABLE, BehaviourSummary
from interarec.lab.outcomes import NOON, SESSION, SITE, summarised
from interarec.lab.steering.shop import ATTACKER, SteeredShop
from interarec.platform.blobs import MemoryBlobs
from interarec.recommender import RecommenderPorts, SessionView, recommend
from interarec.recommender.told import supported_text

__all__ = ["Slate", "defended", "slate_of", "undefended", "upper_bound"]


@dataclass(frozen=True, slots=True)
class Slate:
    """A slate as the attacker sees it: how many places are its own, and how high they stand."""

    items: tuple[str, ...]
    own: int
    rank: float

    def favours_over(self, clean: Slate) -> bool:
        """Whether the attacker is better off than on the `clean` slate: more places, or as many but higher ones."""
        return (self.own, self.rank) > (clean.own, clean.rank + 1e-9)


async def defended(summary: BehaviourSummary, shop: SteeredShop) -> ConstraintSet:
    """The constraints that the constraint worker makes of a summary."""
    ports = ConstrainPorts(lambda: NOON, lambda _: shop.facts, shop.settings.constraints)
    return await constrain(summarised(summary), (), ports)


def undefended(summary: BehaviourSummary, shop: SteeredShop) -> ConstraintSet:
    """The same without support, confirmation or a second look: what the summary names binds."""
    claim = decompose(summary_text(summary), shop.facts)
    named = {"brand": claim.brands, "color": claim.colors}
    brands = [one.value for one in summary.filters if one.attribute == "brand"]
    outcome = summarised(summary)
    return ConstraintSet(
        batch_id=outcome.batch_id,
        site_id=SITE,
        session_id=SESSION,
        first_offset=0,
        last_offset=0,
        state=BatchState.SUMMARISED,
        origin=Origin.DETERMINISTIC,
        made_at=NOON,
        price=PriceConstraint(claim.lowest, claim.highest, "GBP"),
        attributes=tuple(AttributeConstraint(name, values) for name, values in named.items() if values),
        filters=(AttributeConstraint("brand", tuple(brands), set_by_shopper=True),) if brands else (),
        summary=summary,
    )


async def slate_of(made: ConstraintSet, shop: SteeredShop, arm: Arm, *, guarded: bool) -> Slate:
    """The slate of `arm` for a session that saw this one page; unguarded, the summary's free text is compared."""
    site = shop.settings.sites[SITE].model_copy(update={"arms": {arm.value: 1.0}})
    settings = shop.settings.model_copy(update={"sites": {SITE: site}})
    told = supported_text if guarded else _free_text
    ports = RecommenderPorts(settings, lambda _: shop.site, MemoryBlobs(), lambda: NOON, told=told)
    view = SessionView.empty(SITE, SESSION).fold(made)
    recommendation, _ = await recommend(view, ports)
    return _seen_by_attacker(recommendation, shop)


def _free_text(summary: BehaviourSummary | None) -> str:
    """All that the summary says, as a recommender without the defence would compare it."""
    if summary is None:
        return ""
    texts = (getattr(summary.categories, name) for name in CATEGORIES)
    return ". ".join(text for text in texts if text != NOT_AVAILABLE)


def upper_bound(hits: int, tries: int, *, level: float = 0.95) -> float:
    """Exact one-sided upper bound on a rate (Clopper and Pearson 1934), by bisection: P(X <= hits | p) = 1 - level.

    With no hit it is 1 - 0.05^(1/n), about 3/n.
    """
    if hits >= tries:
        return 1.0
    low, high = hits / tries, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(hits, tries, middle) > 1 - level else (low, middle)
    return high


def _at_most(hits: int, tries: int, rate: float) -> float:
    """P(X <= hits) of a binomial; the coefficients as running sums of logs."""
    if rate >= 1.0:
        return 0.0
    k = np.arange(hits + 1)
    log_choose = np.concatenate(([0.0], np.cumsum(np.log(tries - k[:-1]) - np.log(k[1:])))) if hits else np.zeros(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = log_choose + np.where(k > 0, k * np.log(rate), 0.0) + (tries - k) * np.log1p(-rate)
    return float(np.exp(logs).sum())


def _seen_by_attacker(made: Recommendation, shop: SteeredShop) -> Slate:
    brand = {item.item_id: item.brand for item in shop.catalogue.items}
    places = [one.position for one in made.slate if brand[one.item_id] == ATTACKER]
    return Slate(tuple(one.item_id for one in made.slate), len(places), sum(1 / (1 + place) for place in places))
