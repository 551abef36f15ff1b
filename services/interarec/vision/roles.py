"""One price a card where every card names several: by the day and by the week, one bottle and a mixed case, with a fee.

Shops draw every card alike. Two kinds of amount that stand at the same distance on card after card belong to one card
each; the one a shopper would pay for a single piece is its price. Called by `asides` before titles are given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median

from rapidfuzz.distance import Levenshtein

from interarec.vision.gazetteer import letters
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice
from interarec.vision.styles import LineStyle
from interarec.vision.wording import states_an_attribute

__all__ = ["one_price_a_card"]

_CARDS, _MANY_CARDS = 2, 3  # two cards say enough only where they are all there is
_ALIKE = 0.8  # of the amounts of either kind stand at the same distance to one of the other kind
_TOLERANCE = 10.0  # scaled pixels
_COMMON = 0.3  # of a page's amounts have a label beside them, or it is a brand or a state
_LETTERS_A_MISTAKE = 5
_OPTIONS_APART = 2.6  # heights between prices stacked as options of one article
_HEAVIER = 1.2
_ONE = re.compile(
    r"\b(?:single|once|one[- ]?(?:time|off)|each|day|tag|tage?spreis|jour|dag|einmal\w*|einzel\w*|singola|seule?|unidad"
    r"|unit[ée]?|1 (?:st[üu]ck|pi[èe]ce|stuk|pezzo)|(?:pay|buy) now|cash)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:mix\w*|misto|case|carton[ei]?|kiste|caisse|caja|pack of|multi\w*|subscri\w*|abo\w*|abbonamento"
    r"|suscripci[óo]n|member\w*|club|card|prime|plus|incl\w*|inkl\w*|protection|k[äa]uferschutz|weeks?|weekend"
    r"|wochen?\w*|semaines?|months?|monat\w*|years?|jahre?|when you|if you|with|mit|avec|con|met|[2-7]|1[02])\b",
    re.IGNORECASE,
)


def one_price_a_card(
    prices: Sequence[PagePrice], lines: Sequence[TextLine], styles: Sequence[LineStyle], scale: float
) -> list[PagePrice]:
    """The prices without those that stand beside a better one on card after card. `styles` has one entry a line."""
    common = max(_CARDS, _COMMON * len(prices))
    keys = [letters(line.text) for line in lines]
    labels = {id(price): _label(price, lines, keys, scale, common) for price in prices}
    kept = _without_options(prices, lines, styles)
    roles: defaultdict[str, list[PagePrice]] = defaultdict(list)
    for price in kept:
        key = letters(labels[id(price)])
        roles[next((role for role in roles if _alike(role, key)), key)].append(price)
    words = {role: labels[id(members[0])] for role, members in roles.items()}
    dropped: set[str] = set()
    for first, second in combinations(roles, 2):
        pair = roles[first], roles[second]
        sure = min(map(len, pair)) >= _MANY_CARDS or sum(map(len, pair)) == len(kept)
        if sure and _on_the_same_cards(*pair, scale):
            worth = {role: _worth(words[role], roles[role], lines, styles) for role in (first, second)}
            dropped.add(
                min((second, first), key=lambda role: (worth[role], -roles[role][0].box[1], -roles[role][0].box[0]))
            )
    return [price for price in kept if not any(price in roles[role] for role in dropped)]


def _label(price: PagePrice, lines: Sequence[TextLine], keys: Sequence[str], scale: float, common: float) -> str:
    """The words beside, above or below an amount that other amounts have too; "" when it has none."""
    own = lines[price.line]
    candidates = [price.line] if not price.whole else []
    candidates += [
        index
        for index, line in enumerate(lines)
        if line is not own and _touches(line, own, scale) and not states_an_attribute(line.text)
    ]
    repeated = (index for index in candidates if len(keys[index]) >= 2 and _repeats(keys[index], keys) >= common)
    return next((lines[index].text for index in repeated), "")


def _repeats(key: str, keys: Sequence[str]) -> int:
    return sum(_alike(other, key) for other in keys)


def _alike(first: str, second: str) -> bool:
    """Whether two labels are one, read a little differently; "day" and "days" are two."""
    allowed = min(len(first), len(second)) // _LETTERS_A_MISTAKE
    return first == second or (allowed > 0 and Levenshtein.distance(first, second) <= allowed)


def _touches(line: TextLine, own: TextLine, scale: float) -> bool:
    aligned = abs(line.box[0] - own.box[0]) < 6 * scale or overlap_share(line.box, own.box, axis=0) > 0.8
    above = line.box[1] < own.box[1] and vertical_gap(line.box, own.box) < 0.6 * own.height and aligned
    beside = same_row(line.box, own.box) and line.box[2] <= own.box[0] + 4
    return above or (beside and horizontal_gap(line.box, own.box) < 1.5 * own.height)


def _on_the_same_cards(first: Sequence[PagePrice], second: Sequence[PagePrice], scale: float) -> bool:
    """Whether nearly each amount of either kind has one of the other at the distance that is usual on the page."""
    if min(len(first), len(second)) < _CARDS:
        return False
    near = _TOLERANCE * scale
    offsets = [_offset(one, other) for one in first for other in second]
    matched = max(_matched(usual, first, second, near) for usual in offsets)
    return matched >= _ALIKE * max(len(first), len(second))


def _matched(usual: tuple[float, float], first: Sequence[PagePrice], second: Sequence[PagePrice], near: float) -> int:
    """Amounts of the first kind that have one of the second at about the usual distance."""
    places = [(other.box[0] - usual[0], other.box[1] - usual[1]) for other in second]
    return sum(any(abs(one.box[0] - x) < near and abs(one.box[1] - y) < near for x, y in places) for one in first)


def _offset(one: PagePrice, other: PagePrice) -> tuple[float, float]:
    return other.box[0] - one.box[0], other.box[1] - one.box[1]


def _worth(label: str, members: Sequence[PagePrice], lines: Sequence[TextLine], styles: Sequence[LineStyle]) -> float:
    """How much a kind of amount looks like what one piece costs: by words, then by type."""
    by_words = 2.0 * bool(_ONE.search(label)) - 2.0 * bool(_MANY.search(label)) + 1.0 * (label == "")
    height = median(price.box[3] - price.box[1] for price in members)
    weight = median(styles[price.line].stroke for price in members)
    return by_words + height / 30 + weight / 30


def _without_options(
    prices: Sequence[PagePrice], lines: Sequence[TextLine], styles: Sequence[LineStyle]
) -> list[PagePrice]:
    """Of amounts stacked line upon line with labels alike but for their numbers ("30 ml", "50 ml"), the chosen one."""
    dropped: set[int] = set()
    for run in _stacks(prices, lines):
        weights = [styles[price.line].stroke for price in run]
        heaviest = max(range(len(run)), key=lambda index: weights[index])
        chosen = heaviest if weights[heaviest] >= _HEAVIER * median(weights) else 0
        dropped |= {id(price) for index, price in enumerate(run) if index != chosen}
    return [price for price in prices if id(price) not in dropped]


def _stacks(prices: Sequence[PagePrice], lines: Sequence[TextLine]) -> list[list[PagePrice]]:
    """Runs of two or more amounts directly below one another whose label on the row differs in numbers only."""
    labelled: Mapping[int, str] = {id(price): _row_label(price, lines) for price in prices}
    runs: list[list[PagePrice]] = []
    for price in sorted(prices, key=lambda price: price.box[1]):
        key = labelled[id(price)]
        for run in runs:
            last = run[-1]
            aligned = abs(price.box[2] - last.box[2]) < 8
            close = aligned and 0 < price.box[1] - last.box[1] < _OPTIONS_APART * price.height
            if key and close and labelled[id(last)] == key:
                run.append(price)
                break
        else:
            runs.append([price])
    return [run for run in runs if len(run) >= 2]


def _row_label(price: PagePrice, lines: Sequence[TextLine]) -> str:
    """The nearest words left on the row, digits and marks taken out; "" when they hold no digit."""
    own = lines[price.line]
    left = [
        line for line in lines if line is not own and same_row(line.box, own.box) and line.box[2] <= price.box[0] + 4
    ]
    text = max(left, key=lambda line: line.box[2]).text if left else ""
    if price.whole and text and re.search(r"\d", text):
        return letters(text).replace("o", "")  # an empty radio button is read as one
    return ""
