"""Small shops and sessions for the recommender's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from interarec.domain.batches import BatchState
from interarec.domain.catalogue import Catalogue, ChoiceModel, Item
from interarec.domain.constraints import AttributeConstraint, ConstraintSet, Origin, PriceConstraint
from interarec.domain.interactions import Action, Interaction
from interarec.domain.money import Money
from interarec.domain.summaries import BehaviourSummary, Categories, Evidence, Offer
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.embeddings import TextIndex
from interarec.platform.settings import Settings, SiteSettings
from interarec.recommender import PreparedSite, RecommenderPorts, SessionView
from interarec.recommender.cooccurrence import PairCounts
from interarec.recommender.prepared import prepare

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SITE, SESSION = "demo", "s1"


def item(item_id: str, price: str, **fields: Any) -> Item:
    return Item(item_id, fields.pop("title", f"Item {item_id}"), Money(Decimal(price), "GBP"), **fields)


ITEMS = (
    item("g1", "20", color="green", brand="Tidewell", category="Apparel > Dresses", sizes=("8", "10")),
    item("g2", "40", color="bright green", brand="Fernhollow", category="Apparel > Dresses", sizes=("10", "12")),
    item("g3", "90", color="forest green", brand="Tidewell", category="Apparel > Tops", sizes=("12",)),
    item("r1", "30", color="red", brand="Tidewell", category="Apparel > Dresses", sizes=("8",)),
    item("r2", "70", color="red", brand="Fernhollow", category="Apparel > Dresses", sizes=("10",)),
    item("b1", "55", color="blue", brand="Volt Heron", category="Shoes > Sneakers", sizes=("5",)),
    item("b2", "25", color="navy", brand="Volt Heron", category="Shoes > Sneakers", sizes=("6",), in_stock=False),
)
WEIGHTS = {"g1": 0.9, "g2": 0.5, "g3": 0.2, "r1": 0.8, "r2": 0.4, "b1": 0.3, "b2": 2.0}


def catalogue(items: Sequence[Item] = ITEMS) -> Catalogue:
    return Catalogue(SITE, "v1", "GBP", tuple(items), NOON)


def choice(weights: Mapping[str, float] = WEIGHTS, outside: float = 1.0) -> ChoiceModel:
    return ChoiceModel(SITE, "c1", weights, outside, 0.3, 0.1, {}, NOON)


def settings(*, recommender: Mapping[str, Any] | None = None, **site: Any) -> Settings:
    values = {"sites": {SITE: {"capacity": 3} | site}, "recommender": dict(recommender or {})}
    return Settings.model_validate(values)


def prepared(
    site: SiteSettings | None = None,
    *,
    items: Sequence[Item] = ITEMS,
    weights: Mapping[str, float] = WEIGHTS,
    pairs: Mapping[str, Mapping[str, int]] | None = None,
    texts: TextIndex | None = None,
) -> PreparedSite:
    counts = PairCounts(pairs) if pairs is not None else None
    return prepare(catalogue(items), choice(weights), site or settings().sites[SITE], pairs=counts, texts=texts)


def ports(chosen: Settings | None = None, site: PreparedSite | None = None, **fields: Any) -> RecommenderPorts:
    chosen = chosen or settings()
    built = site or prepared(chosen.sites[SITE])
    return RecommenderPorts(
        chosen, lambda _: built, fields.pop("blobs", MemoryBlobs()), fields.pop("now", clock()), **fields
    )


def clock(step_ms: float = 5.0) -> Callable[[], datetime]:
    """Noon at first, and `step_ms` later at each call."""
    calls = iter(range(1_000_000))
    return lambda: NOON + timedelta(milliseconds=step_ms * next(calls))


def view() -> SessionView:
    return SessionView.empty(SITE, SESSION)


def evidence(count: int, about: str = "offers") -> tuple[Evidence, ...]:
    return tuple(Evidence(about, f"{SESSION}.{n}", n, (0, 0, 10, 10)) for n in range(count))


def wanted(attribute: str, *values: str, confidence: float = 1.0, screens: int = 0) -> AttributeConstraint:
    return AttributeConstraint(attribute, values, confidence, evidence=evidence(screens))


def chosen(attribute: str, *values: str) -> AttributeConstraint:
    return AttributeConstraint(attribute, values, set_by_shopper=True)


def priced(low: str | None, high: str | None, **fields: Any) -> PriceConstraint:
    return PriceConstraint(
        Decimal(low) if low else None, Decimal(high) if high else None, fields.pop("currency", "GBP"), **fields
    )


def constraint_set(number: int = 0, *attributes: AttributeConstraint, **fields: Any) -> ConstraintSet:
    """Batch `number` of the session, its last screenshot at offset 10 * number + 9; two offers carry `text`."""
    text = fields.pop("text", "green dresses")
    offers = tuple(Offer(f"{text} {copy}", Decimal(20), "GBP") for copy in (1, 2))
    summary = BehaviourSummary(Categories(product_characteristics=text), offers=offers, currency="GBP")
    base = ConstraintSet(
        batch_id=f"b{number}",
        site_id=SITE,
        session_id=SESSION,
        first_offset=10 * number,
        last_offset=10 * number + 9,
        state=BatchState.SUMMARISED,
        origin=Origin.DETERMINISTIC,
        made_at=NOON,
        attributes=attributes,
        last_captured_at=NOON + timedelta(seconds=number),
        summary=summary,
    )
    return replace(base, **fields)


def did(sequence: int, action: Action, item_id: str | None = None, **fields: Any) -> Interaction:
    at = fields.pop("at", NOON + timedelta(seconds=sequence))
    return Interaction(SITE, SESSION, sequence, action, at, item_id, **fields)


def best_set(
    ids: Sequence[str], capacity: int, *, weights: Mapping[str, float] = WEIGHTS, outside: float = 1.0
) -> set[str]:
    """The set of highest expected revenue, by trying every one."""
    prices = {one.item_id: float(one.price.amount) for one in ITEMS}

    def revenue(some: Sequence[str]) -> float:
        total = outside + sum(weights[one] for one in some)
        return sum(prices[one] * weights[one] for one in some) / total

    tried = [some for size in range(capacity + 1) for some in combinations(ids, size)]
    return set(max(tried, key=revenue))


def ids(slate: Sequence[Any]) -> list[str]:
    return [one.item_id for one in slate]
