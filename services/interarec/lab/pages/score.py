"""Scores what a reader found on drawn pages against their truth.

The matching rule: an offer found matches a current price when currency and amount are equal and the boxes of the
two amounts overlap with IoU >= 0.3; each counts once (a multiset per frame); only amounts at least nine tenths
inside the picture are asked for. Figures come with a 95 % interval by bootstrap over layouts, because pages of
one layout succeed or fail together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from interarec.domain.summaries import Offer
from interarec.lab.pages.truth import PageTruth, TrueAmount
from interarec.vision.geometry import iou

__all__ = ["Measure", "PageScore", "measure", "score_page", "table"]

_SAME_PLACE = 0.3
_SAME_TITLE = 90.0
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class PageScore:
    """Counts of one page. `lowest_right` and `highest_right` are None on pages without a price."""

    layout: str
    name: str
    asked: int
    found: int
    right: int
    titled: int
    titles_right: int
    was_asked: int
    was_right: int
    lowest_right: bool | None
    highest_right: bool | None
    invented: int
    missed: tuple[TrueAmount, ...] = ()
    false: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A share with its 95 % interval by layout; `of` is what it is a share of."""

    name: str
    value: float
    low: float
    high: float
    of: int


def score_page(truth: PageTruth, offers: Sequence[Offer]) -> PageScore:
    """Counts of one page from the offers a reader found on it (evidence box: the amount's)."""
    current = truth.current
    pairs = _matched(current, offers)
    in_view = [amount for amount in truth.amounts if amount.kind == "current"]
    partly = [amount for amount in in_view if not amount.visible]
    taken = {id(offer) for _, offer in pairs}
    false = [offer for offer in offers if id(offer) not in taken and not _matched(partly, [offer])]
    titled = [(amount, offer) for amount, offer in pairs if truth.title_of(amount.offer) is not None]
    earlier = {amount.offer: amount for amount in truth.amounts if amount.kind == "was" and amount.visible}
    was_pairs = [(amount, offer) for amount, offer in pairs if amount.offer in earlier]
    matched = {id(amount) for amount, _ in pairs}
    lowest, highest = _extremes(current, offers, partly)
    return PageScore(
        layout=truth.layout,
        name=truth.name,
        asked=len(current),
        found=len(pairs) + len(false),
        right=len(pairs),
        titled=sum(truth.title_of(amount.offer) is not None for amount in current),
        titles_right=sum(_same_title(truth, amount, offer) for amount, offer in titled),
        was_asked=sum(amount.offer in earlier for amount in current),
        was_right=sum(offer.was == earlier[amount.offer].amount for amount, offer in was_pairs),
        lowest_right=lowest,
        highest_right=highest,
        invented=0 if in_view else len(offers),
        missed=tuple(amount for amount in current if id(amount) not in matched),
        false=tuple(false),
    )


def _matched(amounts: Sequence[TrueAmount], offers: Sequence[Offer]) -> list[tuple[TrueAmount, Offer]]:
    pairs, used = [], set()
    for amount in amounts:
        for index, offer in enumerate(offers):
            box = offer.evidence[0].box
            same = (offer.currency, offer.price) == (amount.currency, amount.amount)
            if same and index not in used and box is not None and iou(box, amount.box) >= _SAME_PLACE:
                pairs.append((amount, offer))
                used.add(index)
                break
    return pairs


def _same_title(truth: PageTruth, amount: TrueAmount, offer: Offer) -> bool:
    title = truth.title_of(amount.offer)
    if title is None or offer.title is None:
        return False
    return fuzz.ratio(_squeezed(title.text), _squeezed(offer.title)) >= _SAME_TITLE


def _squeezed(text: str) -> str:
    return "".join(text.lower().split()).rstrip(".…")


def _extremes(
    current: Sequence[TrueAmount], offers: Sequence[Offer], partly: Sequence[TrueAmount]
) -> tuple[bool | None, bool | None]:
    if not current:
        return None, None
    amounts = [amount.amount for amount in current]
    allowed = {amount.amount for amount in partly}
    seen = [offer.price for offer in offers]
    inside = [price for price in seen if price not in allowed or price in amounts]
    if not inside:
        return False, False
    return min(inside) == min(amounts), max(inside) == max(amounts)


_MEASURES: tuple[tuple[str, Callable[[PageScore], tuple[int, int]]], ...] = (
    ("current prices found (recall)", lambda page: (page.right, page.asked)),
    ("found prices that are right (precision)", lambda page: (page.right, page.found)),
    ("lowest price of a page right", lambda page: (int(bool(page.lowest_right)), int(page.lowest_right is not None))),
    (
        "highest price of a page right",
        lambda page: (int(bool(page.highest_right)), int(page.highest_right is not None)),
    ),
    ("title with price right", lambda page: (page.titles_right, page.titled)),
    ("earlier price right", lambda page: (page.was_right, page.was_asked)),
)


def measure(pages: Sequence[PageScore], *, seed: int = 0) -> list[Measure]:
    """The shares over all pages, each with its interval by layout."""
    layouts = sorted({page.layout for page in pages})
    by_layout = {layout: [page for page in pages if page.layout == layout] for layout in layouts}
    rng = random.Random(seed)
    draws = [[rng.choice(layouts) for _ in layouts] for _ in range(_RESAMPLES)]
    return [_measure(name, count, pages, by_layout, draws) for name, count in _MEASURES]


def _measure(
    name: str,
    count: Callable[[PageScore], tuple[int, int]],
    pages: Iterable[PageScore],
    by_layout: dict[str, list[PageScore]],
    draws: Sequence[Sequence[str]],
) -> Measure:
    sums = {layout: _summed(count, group) for layout, group in by_layout.items()}
    right, asked = _summed(count, pages)
    resampled = []
    for draw in draws:
        hit, total = (sum(sums[layout][part] for layout in draw) for part in (0, 1))
        resampled.append(hit / total if total else 1.0)
    resampled.sort()
    low, high = resampled[int(0.025 * _RESAMPLES)], resampled[int(0.975 * _RESAMPLES) - 1]
    return Measure(name, right / asked if asked else 1.0, low, high, asked)


def _summed(count: Callable[[PageScore], tuple[int, int]], pages: Iterable[PageScore]) -> tuple[int, int]:
    counts = [count(page) for page in pages]
    return sum(hit for hit, _ in counts), sum(total for _, total in counts)


def table(pages: Sequence[PageScore]) -> str:
    """The score as a Markdown table."""
    rows = ["| measure | value | 95 % interval by layout | of |", "|---|---|---|---|"]
    rows += [f"| {m.name} | {m.value:.1%} | {m.low:.1%} – {m.high:.1%} | {m.of} |" for m in measure(pages)]
    without = [page for page in pages if page.asked == 0]
    rows.append(
        f"| prices invented on pages without one | {sum(page.invented for page in without)} | | {len(without)} pages |"
    )
    return "\n".join(rows)
