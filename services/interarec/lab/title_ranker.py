"""Fits the weights with which the local reader picks the title of a price, on development pages only.

`python -m interarec.lab.title_ranker` draws the development layouts, reads them and writes
`vision/title_weights.json`. A conditional logit (McFadden 1974): each price chooses among the lines of its page,
and a title of several lines is right by any of them. Fitted by gradient ascent with an L2 penalty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interarec.domain.summaries import Box
from interarec.lab.pages.development import DEVELOPMENT
from interarec.lab.pages.draw import draw_layouts
from interarec.lab.pages.truth import PageTruth
from interarec.vision.gaps import split_at_gaps
from interarec.vision.geometry import iou
from interarec.vision.images import Pixels, decode_image
from interarec.vision.joining import join_split_prices
from interarec.vision.lines import LineReader, TextLine
from interarec.vision.money import find_prices
from interarec.vision.offers import line_scale, offer_prices
from interarec.vision.styles import line_style
from interarec.vision.titles import FEATURES, neighbourhood, pair_features, title_lines

__all__ = ["Choice", "choices_of_page", "fit_weights", "main"]

_TARGET = Path(__file__).parents[1] / "vision" / "title_weights.json"
_SEEDS = (1,)

Choice = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""One price: features of its candidates, shape (candidates, features), and which of them are right."""


def choices_of_page(truth: PageTruth, lines: Sequence[TextLine], pixels: Pixels) -> list[Choice]:
    """One choice for every price of a page whose true title is among the lines."""
    joined = join_split_prices(split_at_gaps(lines, pixels))
    styles = [line_style(line, pixels) for line in joined]
    titles = title_lines(joined, styles)
    prices = offer_prices(joined, find_prices(joined, pixels))
    page = neighbourhood(titles, prices, styles, line_scale(joined))
    choices = []
    for price in prices:
        true = [a for a in truth.current if a.amount == price.amount and iou(a.box, price.box) >= 0.3]
        wanted = truth.title_of(true[0].offer) if true else None
        if wanted is None:
            continue
        rows = [(values, title) for title in titles if (values := pair_features(title, price, page)) is not None]
        right = np.array([_inside(title.box, wanted.box) for _, title in rows], dtype=np.bool_)
        if right.any():
            choices.append((np.array([values for values, _ in rows]), right))
    return choices


def _inside(box: Box, title: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return title[0] - 4 <= x <= title[2] + 4 and title[1] - 4 <= y <= title[3] + 4


def fit_weights(
    choices: Sequence[Choice], *, penalty: float = 2.0, steps: int = 800, rate: float = 0.02
) -> NDArray[np.float64]:
    """Shape (features,): the weights of largest penalised likelihood (Adam, deterministic)."""
    weights = np.zeros(choices[0][0].shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = -penalty * weights
        for features, right in choices:
            utility = features @ weights
            share = np.exp(utility - utility.max())
            hit = np.where(right, share, 0.0)
            gradient += features.T @ (hit / hit.sum() - share / share.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights += rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def write_weights(weights: Iterable[float], target: Path = _TARGET) -> None:
    """Writes the weights by feature name."""
    rounded = {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)}
    stored = {
        "made_by": "python -m interarec.lab.title_ranker",
        "features": list(FEATURES),
        "weights": rounded,
    }
    target.write_text(json.dumps(stored, indent=1) + "\n")


def main() -> None:
    """Draws, reads, fits, writes."""
    reader, choices = LineReader(threads=2), []
    for page in draw_layouts(DEVELOPMENT, seeds=_SEEDS):
        pixels = decode_image(page.image)
        choices += choices_of_page(page.truth, reader.read(pixels).lines, pixels)
    weights = fit_weights(choices)
    write_weights(weights)
    right = np.mean([right[int((features @ weights).argmax())] for features, right in choices])
    print(f"{len(choices)} prices of development pages, title first for {right:.1%}: {_TARGET}")


if __name__ == "__main__":
    main()
