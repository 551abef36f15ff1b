"""The learned score of a title for a price: a linear utility over `titles.FEATURES`.

The weights are a conditional logit fitted on drawn pages by `python -m interarec.lab.title_ranker`, which also
writes the file. Called by `offers` for every pair.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

__all__ = ["NO_TITLE", "title_utility"]

NO_TITLE = -8.0
"""A pair below this utility is no pair: the price stays without a title."""


def title_utility(features: Sequence[float]) -> float:
    """Larger is likelier; `features` in the order of `titles.FEATURES`."""
    return sum(weight * value for weight, value in zip(_weights(), features, strict=True))


@cache
def _weights() -> tuple[float, ...]:
    text = resources.files("interarec.vision").joinpath("title_weights.json").read_text()
    stored = json.loads(text)
    return tuple(float(stored["weights"][name]) for name in stored["features"])
