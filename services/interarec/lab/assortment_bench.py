"""Speed and exactness of the assortment engine beside other methods, in one run: `interarec bench assortment`.

Every method solves the same instances in the same process; times are medians and every row has the ratio to the
engine and the revenue lost against the best set found. The memory floor is one pass over prices and weights as
float32. A catalogue is prepared once per version, outside the timed part, and the preparation is reported.

    python -m interarec.lab.assortment_bench [--sizes 1000 10000 100000 1000000] [--csv FILE] [--plot FILE]
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from interarec.assortment import Catalogue, FeasibleSets, GroupLimit, Personal, Request, solve
from interarec.lab.assortment_bench_estimation import fit_times
from interarec.lab.assortment_bench_plot import write_plot
from interarec.lab.assortment_bench_rivals import RIVALS, installed, revenue
from interarec.lab.assortment_bench_shops import FAMILIES, Shop, clustered_embeddings, shop, ta_feng

__all__ = ["Row", "constraint_rows", "family_rows", "main"]

ENGINE = "interarec"
FLOOR = "memory floor"


@dataclass(frozen=True)
class Row:
    """One measurement: milliseconds, times the engine's, percent of the best revenue lost."""

    family: str
    items: int
    capacity: int
    method: str
    ms: float
    ratio: float
    lost_percent: float
    detail: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, write CSV and plot where asked; 0 always: a benchmark reports, it does not judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--capacities", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--families", nargs="+", default=list(FAMILIES), choices=list(FAMILIES))
    parser.add_argument("--ta-feng", type=Path, help="parameter file with last_sales_price and v_lines_share")
    parser.add_argument("--only", choices=["families", "constraints", "estimation"], help="one part of the run")
    parser.add_argument("--seconds", type=float, default=0.5, help="time spent on one figure")
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--plot", type=Path, help="SVG of time over catalogue size, first family, first capacity")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    rows: list[Row] = []
    if chosen.only in (None, "families"):
        shops = [shop(f, n, c) for f in chosen.families for n in chosen.sizes for c in chosen.capacities]
        if chosen.ta_feng is not None:
            shops += [ta_feng(chosen.ta_feng, capacity) for capacity in chosen.capacities]
        for one in shops:
            rows += _shown(family_rows(one, chosen.seconds), quiet=chosen.json)
    if chosen.only in (None, "constraints"):
        for n in chosen.sizes:
            rows += _shown(constraint_rows(n, chosen.seconds), quiet=chosen.json)
    fitted = fit_times() if chosen.only in (None, "estimation") else {}
    if chosen.json:
        print(json.dumps({"rows": [asdict(row) for row in rows], "estimation": fitted}))
    elif fitted:
        print("\nestimation: " + ", ".join(f"{name} {value:.6g}" for name, value in fitted.items()))
    _write(rows, chosen.csv, chosen.plot)
    return 0


def median_ms(call: Callable[[], object], seconds: float) -> float:
    """Return the median time of a call in milliseconds, from as many calls as fit (3 to 200), after one unmeasured.

    It is CPU time of the calling thread: on an idle machine that is the time that passes, on a busy one it leaves
    out the waiting, which would punish long calls more than short ones.
    """
    call()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or (time.perf_counter() < end and len(times) < 200):
        started = time.thread_time()
        call()
        times.append(time.thread_time() - started)
    return float(np.median(times)) * 1e3


def family_rows(one: Shop, seconds: float) -> list[Row]:
    """Return the engine, the floor and every rival on one shop, unfiltered with a capacity."""
    started = time.perf_counter()
    catalogue = Catalogue(one.prices, one.weights, v0=one.v0)
    built = time.perf_counter() - started
    request = Request(capacity=one.capacity)
    answer = solve(catalogue, request)
    own = median_ms(lambda: solve(catalogue, request), seconds)
    detail = f"{answer.iterations} steps, {answer.blocks_opened} blocks, prepared in {built:.2f} s"
    found = [(ENGINE, own, answer.revenue, detail), (FLOOR, _floor_ms(one, seconds), answer.revenue, "")]
    for rival in RIVALS:
        if not installed(rival) or one.size * one.capacity > rival.largest:
            reason = "too large here" if installed(rival) else f"{rival.needs} is not installed"
            found.append((rival.name, float("nan"), float("nan"), f"not run: {reason}"))
            continue
        items = rival.solve(one)
        detail = f"{items.size} items" if items.size > one.capacity else ""
        found.append((rival.name, median_ms(lambda r=rival: r.solve(one), seconds), revenue(one, items), detail))  # type: ignore[misc]
    best = answer.revenue
    return [
        Row(one.family, one.size, one.capacity, name, ms, ms / own, max(0.0, 100 * (1 - reached / best)), detail)
        for name, ms, reached, detail in found
    ]


def _floor_ms(one: Shop, seconds: float) -> float:
    prices, weights = one.prices.astype(np.float32), one.weights.astype(np.float32)
    return median_ms(lambda: (prices.max(), weights.max()), seconds)


def constraint_rows(n: int, seconds: float, capacity: int = 10) -> list[Row]:
    """Return the engine under every shape of constraint on the lognormal shop, as ratios to the unfiltered solve."""
    one = shop("lognormal", n, capacity)
    rng = np.random.default_rng(1)
    colors = np.array([f"color {k}" for k in range(12)])[rng.integers(0, 12, n)].tolist()
    brands = np.array([f"brand {k}" for k in range(200)])[rng.integers(0, 200, n)].tolist()
    dimension = 384 if n <= 100_000 else 32
    embeddings = clustered_embeddings(n, dimension, 100, 0.7)
    catalogue = Catalogue(
        one.prices,
        one.weights,
        v0=one.v0,
        attributes={"color": colors, "brand": brands},
        embeddings=embeddings,
    )
    requests = _requests(catalogue, rng, embeddings[5].astype(np.float64), capacity)
    rows, plain = [], 0.0
    for name, request in requests.items():
        answer = solve(catalogue, request)
        if answer.status != "optimal":
            raise RuntimeError(f"{name}: {answer.reason}")
        ms = median_ms(lambda r=request: solve(catalogue, r), seconds)  # type: ignore[misc]
        plain = plain or ms
        detail = f"{answer.candidates} left, {answer.method}, {answer.iterations} steps"
        rows.append(Row("constraints", n, capacity, name, ms, ms / plain, 0.0, detail))
    return rows


def _requests(catalogue: Catalogue, rng: np.random.Generator, query: np.ndarray, capacity: int) -> dict[str, Request]:
    scores = rng.normal(size=catalogue.size)
    brands = [GroupLimit(of="brand", max=2)]
    colors = [GroupLimit(of="color", max=2)]
    price, color = (18.0, 144.0), {"color": ["color 3"]}
    both = {"color": ["color 3"], "brand": ["brand 1", "brand 2", "brand 3"]}
    similar = Personal(theta=1.0, query=query)
    whole = Personal(theta=1.0, query=query, phi=0.5, scores=scores)
    sets = FeasibleSets(
        [np.unique(rng.integers(0, min(catalogue.size, 8000), 9)).tolist() for _ in range(51_200)], catalogue.size
    )
    return {
        "no filter": Request(capacity=capacity),
        "color (1 in 12)": Request(capacity=capacity, filters=color),
        "price 18-144": Request(capacity=capacity, price_range=price),
        "price and color": Request(capacity=capacity, price_range=price, filters=color),
        "color and 3 of 200 brands": Request(capacity=capacity, filters=both),
        "200 groups, 2 each": Request(capacity=capacity, groups=brands),
        "crossing 200 x 12, 2 each": Request(capacity=capacity, groups=[*brands, *colors]),
        "theta": Request(capacity=capacity, personal=similar),
        "theta, phi": Request(capacity=capacity, personal=whole),
        "theta, phi, price and color": Request(capacity=capacity, personal=whole, price_range=price, filters=color),
        "theta, phi, color and brands": Request(capacity=capacity, personal=whole, filters=both),
        "51,200 feasible sets": Request(feasible_sets=sets),
    }


def _shown(rows: list[Row], *, quiet: bool) -> list[Row]:
    if not quiet:
        print(f"\n{rows[0].family}, n = {rows[0].items:,}, C = {rows[0].capacity}")
        for row in rows:
            figures = f"{row.ms:12.4f} ms {row.ratio:10.2f} x {row.lost_percent:9.4f} % lost"
            print(f"  {row.method:30}{figures if np.isfinite(row.ms) else '':>45}  {row.detail}")
        sys.stdout.flush()
    return rows


def _write(rows: Sequence[Row], table: Path | None, plot: Path | None) -> None:
    if table is not None:
        with table.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(Row.__dataclass_fields__))
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    families = [row for row in rows if row.family != "constraints" and np.isfinite(row.ms)]
    if plot is not None and families:
        first = families[0]
        lines: dict[str, list[tuple[float, float]]] = {}
        for row in families:
            if (row.family, row.capacity) == (first.family, first.capacity):
                lines.setdefault(row.method, []).append((row.items, row.ms))
        write_plot(plot, f"{first.family} shop, capacity {first.capacity}", "items", "ms per solve", lines)


if __name__ == "__main__":
    sys.exit(main())
