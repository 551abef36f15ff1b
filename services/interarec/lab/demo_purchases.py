"""Purchases of the demo shops, drawn from a multinomial logit model with known weights.

Called by `interarec.lab.demo_catalogue`. Every visitor sees the whole shop and buys item i with probability
v_i / (v_0 + sum of v); only purchases reach the log, as in a real shop, so the log tells v up to a common factor.
"""

import datetime as dt
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["BASKETS", "choice_weights", "purchases_csv"]

BASKETS = 9_000
_START = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
_DAYS = 90
# exp(-0.009 x price): twenty pounds more cost an item about a sixth of its buyers.
_PRICE_SENSITIVITY = 0.009
# Shares of baskets with one, two and three lines; lines of a basket are independent choices.
_BASKET_SIZE = (0.72, 0.95, 1.0)


def choice_weights(item_ids: list[str], *, appeal: NDArray[np.float64], price: NDArray[np.float64]) -> dict[str, float]:
    """True weights v_i = exp(appeal - sensitivity x price), scaled to sum to 1 (their scale is not identified)."""
    weight = np.exp(appeal - _PRICE_SENSITIVITY * price)
    share = weight / weight.sum()
    return {item_id: round(float(value), 8) for item_id, value in zip(item_ids, share, strict=True)}


def purchases_csv(weights: dict[str, float], rng: np.random.Generator) -> str:
    """`BASKETS` baskets as lines basket_id,item_id,quantity,timestamp in time order."""
    item_ids = list(weights)
    ends = np.cumsum(np.array(list(weights.values())))
    sizes = 1 + np.searchsorted(_BASKET_SIZE, rng.random(BASKETS), side="right")
    chosen = np.searchsorted(ends / ends[-1], rng.random(int(sizes.sum())), side="right")
    seconds = np.sort(rng.random(BASKETS)) * _DAYS * 86_400
    starts = np.concatenate([[0], np.cumsum(sizes)])
    lines = ["basket_id,item_id,quantity,timestamp"]
    for basket, (start, end) in enumerate(pairwise(starts)):
        at = (_START + dt.timedelta(seconds=int(seconds[basket]))).strftime("%Y-%m-%dT%H:%M:%SZ")
        bought = [item_ids[index] for index in chosen[start:end]]
        lines += [f"b{basket + 1:05d},{item_id},{bought.count(item_id)},{at}" for item_id in dict.fromkeys(bought)]
    return "\n".join(lines) + "\n"
