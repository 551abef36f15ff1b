"""Catalogues for the assortment benchmark: the families on which methods differ. Called by `assortment_bench`.

A family decides who looks good: on the paper's own (v0 tied to the whole catalogue) ranking by p v is almost optimal;
on a shop with v0 tied to a slate it is not. So every figure is given on several.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["FAMILIES", "Shop", "clustered_embeddings", "shop", "ta_feng"]

F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shop:
    """One instance: prices and weights (n,), v0 and the slate's capacity."""

    family: str
    prices: F64
    weights: F64
    v0: float
    capacity: int

    @property
    def size(self) -> int:
        """Number of items."""
        return int(self.prices.size)


def _lognormal(rng: np.random.Generator, n: int, capacity: int) -> tuple[F64, F64, float]:
    prices = np.exp(rng.normal(np.log(30.0), 0.8, n))
    weights = np.exp(rng.normal(0.0, 1.0, n)) * (prices / 30.0) ** -0.8
    return prices, weights, 0.67 * float(np.partition(weights, n - capacity)[n - capacity :].sum())


def _paper(rng: np.random.Generator, n: int, capacity: int) -> tuple[F64, F64, float]:
    prices = rng.uniform(0.0, 1000.0, n)
    weights = np.exp(-4.61 - 0.00461 * prices + rng.normal(0.0, 0.1, n))
    return prices, weights, 3.0 / 7.0 * float(weights.sum())


def _uniform(rng: np.random.Generator, n: int, capacity: int) -> tuple[F64, F64, float]:
    return rng.uniform(1.0, 1000.0, n), rng.uniform(0.0, 1.0, n), float(capacity)


def _near_zero_v0(rng: np.random.Generator, n: int, capacity: int) -> tuple[F64, F64, float]:
    prices, weights, _ = _lognormal(rng, n, capacity)
    return prices, weights, 0.05


FAMILIES: dict[str, Callable[[np.random.Generator, int, int], tuple[F64, F64, float]]] = {
    "lognormal": _lognormal,
    "paper": _paper,
    "uniform": _uniform,
    "v0=0.05": _near_zero_v0,
}


def shop(family: str, n: int, capacity: int, seed: int = 0) -> Shop:
    """Return an instance of one family; the same for the same seed."""
    prices, weights, v0 = FAMILIES[family](np.random.default_rng([seed, n, capacity]), n, capacity)
    return Shop(family, prices, weights, v0, capacity)


def ta_feng(path: Path, capacity: int, purchase_share: float = 0.3) -> Shop:
    """Return the shop of a Ta-Feng parameter file (CSV or CSV.gz with last_sales_price and v_lines_share)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = [(float(row["last_sales_price"]), float(row["v_lines_share"])) for row in csv.DictReader(file)]
    prices, weights = np.array(rows).T
    slate = float(np.sort(weights)[weights.size - capacity :].sum())
    return Shop("ta-feng", prices.copy(), weights.copy(), (1 - purchase_share) / purchase_share * slate, capacity)


def clustered_embeddings(n: int, dimension: int, clusters: int, spread: float, seed: int = 0) -> NDArray[np.float32]:
    """Return unit rows (n, d) around random centres; `spread` is the length of the noise beside a centre of 1."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(clusters, dimension)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    rows = rng.standard_normal((n, dimension), dtype=np.float32) * np.float32(spread / dimension**0.5)
    rows += centres[rng.integers(0, clusters, n)]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows
