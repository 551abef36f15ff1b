"""Slates per second and latency of the recommender on one core, for an invented catalogue of 100,000 items.

Timed is what the worker does for one trigger: decode the constraint set, fold it into the session, make the slate in
the solving thread, encode recommendation and trace. Comparing a new summary with the catalogue's texts happens once a
summary, not once a slate, and is timed apart.

    python -m interarec.lab.recommender_bench [--items 100000] [--slates 400] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from interarec.contracts.codec import decode, encode
from interarec.contracts.views import trace_json
from interarec.domain.batches import BatchState
from interarec.domain.catalogue import Catalogue, ChoiceModel, Item
from interarec.domain.constraints import AttributeConstraint, ConstraintSet, Origin, PriceConstraint
from interarec.domain.interactions import Action, Interaction
from interarec.domain.money import Money
from interarec.domain.summaries import BehaviourSummary, Categories, Evidence, Offer
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.clock import utc_now
from interarec.platform.settings import Settings
from interarec.recommender import PreparedSite, RecommenderPorts, SessionView, recommend
from interarec.recommender.cooccurrence import PairCounts
from interarec.recommender.prepared import prepare
from interarec.recommender.told import supported_text

__all__ = ["main"]

COLORS = ("green", "red", "blue", "black", "white", "grey", "beige", "brown", "yellow", "orange", "pink", "purple")
NOUNS = ("dress", "shirt", "sneaker", "lamp", "mug", "jacket", "watch", "sofa", "vase", "scarf", "boot", "bag")
DETAILS = (
    "linen",
    "canvas",
    "ribbed",
    "quilted",
    "slim",
    "wide",
    "matt",
    "glossy",
    "striped",
    "plain",
    "warm",
    "light",
)
BRANDS = 400
NOON = datetime(2026, 1, 1, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0 always: a benchmark reports, it does not judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--slates", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    report = asyncio.run(_report(chosen.items, chosen.slates))
    if chosen.json:
        print(json.dumps(report))
    else:
        _print(report)
    return 0


async def _report(items: int, slates: int) -> dict[str, object]:
    rng = np.random.default_rng(7)
    started = time.perf_counter()
    catalogue, choice, pairs = _shop(items, rng)
    made = time.perf_counter()
    site = prepare(catalogue, choice, Settings().sites["demo"], pairs=pairs)
    prepared = time.perf_counter()
    arms = {arm: await _arm(arm, site, slates, rng) for arm in ("assortment", "rerank", "unified")}
    return {
        "items": items,
        "slates": slates,
        "invent_s": round(made - started, 2),
        "prepare_s": round(prepared - made, 2),
        "similarity_ms": _similarity_ms(site, rng),
        "arms": arms,
        "bar": {"p95_ms": 10.0, "slates_per_s": 200.0},
    }


def _shop(count: int, rng: np.random.Generator) -> tuple[Catalogue, ChoiceModel, PairCounts]:
    """Lognormal prices, weights that fall with the price, and companions drawn by weight."""
    prices = np.round(np.exp(rng.normal(3.6, 0.8, count)), 2) + 0.5
    weights = np.exp(rng.normal(0, 1, count) - 0.8 * np.log(prices / 30))
    items = tuple(_item(row, float(prices[row]), rng) for row in range(count))
    ids = [item.item_id for item in items]
    best = np.sort(weights)[-10:].sum()
    choice = ChoiceModel(
        "demo", "c1", dict(zip(ids, weights.tolist(), strict=True)), 0.7 / 0.3 * best, 0.3, 1e-3, {}, NOON
    )
    share = weights / weights.sum()
    heads = rng.choice(count, size=min(count, 20_000), replace=False)
    tails = rng.choice(count, size=(len(heads), 10), p=share)
    pairs = {
        ids[head]: {ids[tail]: int(1 + place) for place, tail in enumerate(row) if tail != head}
        for head, row in zip(heads.tolist(), tails.tolist(), strict=True)
    }
    return Catalogue("demo", "v1", "GBP", items, NOON), choice, PairCounts(pairs)


def _item(row: int, price: float, rng: np.random.Generator) -> Item:
    noun, color = int(rng.integers(len(NOUNS))), int(rng.integers(len(COLORS)))
    brand, detail = int(rng.integers(BRANDS)), int(rng.integers(len(DETAILS)))
    return Item(
        item_id=f"i{row}",
        title=f"{DETAILS[detail]} {NOUNS[noun]} in {COLORS[color]}, model {row % 9973}",
        price=Money(Decimal(str(round(price, 2))), "GBP"),
        brand=f"Brand {brand}",
        color=COLORS[color],
        category=f"Things > {NOUNS[noun]}",
        sizes=tuple(str(size) for size in rng.choice(8, 2, replace=False)),
        in_stock=bool(rng.random() > 0.05),
    )


def _constraint_set(number: int, rng: np.random.Generator) -> ConstraintSet:
    color, noun = COLORS[int(rng.integers(len(COLORS)))], NOUNS[int(rng.integers(len(NOUNS)))]
    evidence = tuple(Evidence("offers", f"s{number}.{one}", one, (0, 0, 90, 90)) for one in range(10))
    low = int(rng.integers(5, 40))
    return ConstraintSet(
        batch_id=f"b{number}",
        site_id="demo",
        session_id=f"s{number}",
        first_offset=10 * number,
        last_offset=10 * number + 9,
        state=BatchState.SUMMARISED,
        origin=Origin.DETERMINISTIC,
        made_at=utc_now(),
        price=PriceConstraint(Decimal(low), Decimal(low + 80), "GBP", evidence=evidence),
        attributes=(
            AttributeConstraint("color", (color,), 0.9, evidence=evidence),
            AttributeConstraint("category", (noun,), 0.8, evidence=evidence),
        ),
        summary=BehaviourSummary(
            Categories(product_characteristics=_seen(number)),
            offers=(Offer(_seen(number), Decimal(low + 40), "GBP"),),
            evidence=evidence,
        ),
    )


def _seen(number: int) -> str:
    """One of 48 texts: a summary serves several slates, and the index keeps what it compared."""
    return f"{DETAILS[number % 12]} {COLORS[number % 12]} {NOUNS[number // 12 % 4]}"


async def _arm(arm: str, site: PreparedSite, slates: int, rng: np.random.Generator) -> dict[str, float]:
    settings = Settings.model_validate({"sites": {"demo": {"arms": {arm: 1.0}}}})
    ports = RecommenderPorts(settings, lambda _: site, MemoryBlobs(), utc_now)
    sets = [_constraint_set(number, rng) for number in range(slates)]
    for one in sets:
        site.texts.query(supported_text(one.summary)).cosines()  # the encoder's part, kept by the index
    messages = [encode(one) for one in sets]
    views = [_browsed(one.session_id, site, rng) for one in sets]
    for message, view in zip(messages[:20], views[:20], strict=True):
        await _slate(message, view, ports)
    times, started, used = np.empty(slates), time.perf_counter(), time.process_time()
    for number, (message, view) in enumerate(zip(messages, views, strict=True)):
        before = time.perf_counter()
        await _slate(message, view, ports)
        times[number] = time.perf_counter() - before
    return _figures(times, time.perf_counter() - started, time.process_time() - used)


def _browsed(session_id: str, site: PreparedSite, rng: np.random.Generator) -> SessionView:
    """A session with ten views behind it."""
    view = SessionView.empty("demo", session_id)
    for sequence, row in enumerate(rng.integers(0, len(site.items), 10).tolist()):
        view = view.fold(Interaction("demo", session_id, sequence, Action.VIEW, NOON, site.items[row].item_id))
    return view


async def _slate(message: bytes, view: SessionView, ports: RecommenderPorts) -> int:
    recommendation, trace = await recommend(view.fold(decode(ConstraintSet, message)), ports)
    return len(encode(recommendation)) + len(json.dumps(trace_json(trace)))


def _figures(times: NDArray[np.float64], total: float, used: float) -> dict[str, float]:
    """Wall-clock percentiles and rate; `cpu_ms` is what one slate costs a core, whatever else the machine does."""
    p50, p95, p99 = np.percentile(times, [50, 95, 99]) * 1000
    return {
        "p50_ms": round(float(p50), 3),
        "p95_ms": round(float(p95), 3),
        "p99_ms": round(float(p99), 3),
        "slates_per_s": round(len(times) / total, 1),
        "cpu_ms": round(used / len(times) * 1000, 3),
    }


def _similarity_ms(site: PreparedSite, rng: np.random.Generator) -> float:
    """Median time to compare a text that was not seen before with all items."""
    times = []
    for number in range(20):
        words = rng.choice([*COLORS, *NOUNS, *DETAILS], 12)
        before = time.perf_counter()
        site.texts.query(f"{' '.join(words)} {number}").cosines()
        times.append(time.perf_counter() - before)
    return round(float(np.median(times)) * 1000, 3)


def _print(report: dict[str, object]) -> None:
    arms = report["arms"]
    print(f"{report['items']:,} items prepared in {report['prepare_s']} s")
    print(f"a new summary text costs {report['similarity_ms']} ms once")
    if isinstance(arms, dict):
        for arm, figures in arms.items():
            print(f"{arm:<11}" + "  ".join(f"{name} {value:>8}" for name, value in figures.items()))
    print("bar        p95 at most 10 ms a slate, at least 200 slates/s per core")


if __name__ == "__main__":
    sys.exit(main())
