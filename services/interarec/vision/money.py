"""Amounts on a page: the money grammar on recognised lines, plus what only pixels and places tell.

Raised cents, struck-through prices, labels in a neighbouring box ("Total", "was", "/mo") and lists of price
bands are settled here; `offers` then groups what is left. Called once a picture by `page`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interarec.domain.price_kinds import classify_kind
from interarec.domain.prices import CURRENCY_CODES, MoneySpan, find_money
from interarec.domain.summaries import Box
from interarec.vision.bands import settle_bands
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row
from interarec.vision.images import Pixels
from interarec.vision.ink import cents_are_raised, is_struck, tight_box
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice
from interarec.vision.raised import SUPERSCRIPTS
from interarec.vision.rupees import rupee_evidence, with_rupees
from interarec.vision.wording import is_basket_word, is_button, words_in

__all__ = ["find_prices", "page_currency"]


_RAISED = re.compile(r"\d[\d⁰¹²³⁴⁵⁶⁷⁸⁹°º]*[⁰¹²³⁴⁵⁶⁷⁸⁹°º][\d⁰¹²³⁴⁵⁶⁷⁸⁹°º]*")
_POUNDS_OF_WEIGHT = re.compile(r"\d\s?pounds?$", re.IGNORECASE)
_STATED_CURRENCY = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(CURRENCY_CODES)})(?![A-Za-z])")
_CARET = re.compile(r"(\d)\^([\d°º]{2})(?!\d)")  # raised cents are sometimes read as "$42^00"
_MISREAD_POUND = re.compile(r"^[fFE&](?=\s?\d{1,3}(?:,?\d{3})*(?:\.\d{2})?$)")
_BARE_REST = 12  # characters a line of bare amounts may hold besides them
_BARE_ENOUGH = 1  # on a page that names no currency at all: a single number is a time or a size
_RAISED_ENOUGH = 2
_FAR_LABELS = ("total", "shipping", "was")
_QUANTITY = re.compile(r"^\d+\s?[x×]\s?$", re.IGNORECASE)
_DATE = re.compile(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|mi[ée]|jeu|jue|ven|vie|sam|s[áa]b|dim|dom)[a-z]{0,6}"
    r"|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo)[.,]?\s*\d{1,2}\.?\s*[a-zà-ÿ]{3}",
    re.IGNORECASE,
)


def page_currency(lines: list[TextLine], hint: str | None) -> str | None:
    """The currency most amounts of a page are in; `hint` (the catalogue's) when none is signed."""
    votes = Counter(span.currency for line in lines for span in find_money(line.text, currency_hint=hint))
    votes.pop(None, None)
    others = sum(count for currency, count in votes.items() if currency != "INR")
    if rupee_evidence(lines) >= max(2, others):
        return "INR"
    if votes:
        return votes.most_common(1)[0][0]
    stated = Counter(code for line in lines for code in _STATED_CURRENCY.findall(line.text))  # "All prices in INR"
    return stated.most_common(1)[0][0] if stated and hint is None else hint


def find_prices(lines: list[TextLine], pixels: Pixels, *, currency_hint: str | None = None) -> list[PagePrice]:
    """All amounts of a page in reading order, kinds settled. `lines` come from `join_split_prices`."""
    currency = page_currency(lines, currency_hint)
    prices: list[PagePrice] = []
    for index, line in enumerate(_with_all_cents([_with_signs(line, currency) for line in lines], pixels)):
        spans = [span for span in find_money(line.text, currency_hint=currency) if not _is_weight(span, currency)]
        prices += [_placed(span, line, index, pixels, lines) for span in spans]
    found = prices + _bare_prices(prices, lines, pixels, currency)
    return settle_bands([price for price in found if not _is_cut(price.box, pixels)], lines)


def _is_weight(span: MoneySpan, currency: str | None) -> bool:
    """ "1.2 pounds" on a page with other prices is what the article weighs."""
    return currency != "GBP" and _POUNDS_OF_WEIGHT.search(span.text) is not None


def _is_cut(box: Box, pixels: Pixels) -> bool:
    """Whether the ink runs into the upper or lower edge of the picture: half digits are read as others."""
    return box[1] <= 0 or box[3] >= pixels.shape[0]


def _with_signs(line: TextLine, currency: str | None) -> TextLine:
    """Signs that were read as something else, put back where the page's currency is known."""
    if currency == "INR":
        return with_rupees(line)
    if currency == "GBP" and _MISREAD_POUND.match(line.text):
        return replace(line, text="£" + line.text[1:])
    return line


def _bare_prices(
    signed: Sequence[PagePrice], lines: list[TextLine], pixels: Pixels, currency: str | None
) -> list[PagePrice]:
    """Numbers with two decimals that stand alone, for shops that print their currency nowhere or only once.

    They are prices when they are more than the prices with a sign; then the page's currency is theirs.
    """
    taken = {price.line for price in signed}
    found = []
    for index, line in enumerate(lines):
        spans = find_money(line.text, currency_hint=currency, include_bare=True) if index not in taken else ()
        alone = len(line.text) - sum(span.end - span.start for span in spans) <= _BARE_REST
        found += [_placed(span, line, index, pixels, lines) for span in spans if alone]
    tags = sum(price.kind == "current" and price.whole for price in signed)
    needed = max(tags, 1) if signed else (0 if currency is not None else _BARE_ENOUGH)
    return found if sum(price.kind == "current" for price in found) > needed else []


def _with_all_cents(lines: list[TextLine], pixels: Pixels) -> list[TextLine]:
    """Raised cents by their pixels; where two or more are, numbers set alike without decimals have them too."""
    settled = [_with_cents(line, pixels) for line in lines]
    raised = [line.height for line, before in zip(settled, lines, strict=True) if line.text != before.text]
    if len(raised) < _RAISED_ENOUGH:
        return settled
    return [
        _with_cents(line, None) if any(abs(line.height - height) <= 0.12 * height for height in raised) else line
        for line in settled
    ]


_SIGN = re.compile(r"[$£€₹¥]|Rs|kr|zł")
_YEN = re.compile(r"[¥円]|JPY")
_TALK = 2  # words
_CENTS_CANDIDATE = re.compile(r"(?<![\d.,])(?<!\d\s)\d{1,3}(?:[.,]\d{3})*\d{2}(?![\d.,%])")


def _with_cents(line: TextLine, pixels: Pixels | None) -> TextLine:
    """`$1499` whose last two digits are raised or small becomes `$14.99`; without `pixels` they are known to be."""
    if _CARET.search(line.text):
        line = replace(line, text=_CARET.sub(r"\1.\2", line.text))
    if _YEN.search(line.text) or (words_in(line.text) >= _TALK and not _SIGN.search(line.text)):
        return line  # a yen has no cents, "a 360° camera" no price
    raised = [match.end() for match in _RAISED.finditer(line.text)]
    text, edges = line.text.translate(SUPERSCRIPTS) if raised else line.text, line.edges
    for match in reversed(list(_CENTS_CANDIDATE.finditer(text))):
        nearby = text[max(match.start() - 4, 0) : match.end() + 4]
        if len(match.group(0)) < 3 or not _SIGN.search(nearby):
            continue
        digits = edges[match.start() : match.end()]
        sure = pixels is None or match.end() in raised
        if sure or _is_raised(pixels, line.box, digits, signed=text[match.end() :].startswith("€")):
            cut = match.end() - 2
            text, edges = text[:cut] + "." + text[cut:], (*edges[:cut], edges[cut], *edges[cut:])
    return replace(line, text=text, edges=edges)


def _is_raised(pixels: Pixels | None, box: Box, digits: Sequence[float], *, signed: bool) -> bool:
    """Whether cents are raised, alone or with the sign behind them."""
    tried = (False, True) if signed else (False,)
    return pixels is not None and any(cents_are_raised(pixels, box, digits, sign_after=sign) for sign in tried)


def _placed(span: MoneySpan, line: TextLine, index: int, pixels: Pixels, lines: list[TextLine]) -> PagePrice:
    box = _span_box(span, line)
    rest = line.text[: span.start] + line.text[span.end :]
    struck = is_struck(pixels, box, line.edges[span.start : span.end])
    kind = span.kind
    if kind == "current":
        kind = _kind_from_neighbours(span, line, lines)
    if kind == "instalment" and _QUANTITY.match(line.text[: span.start]) and any(is_basket_word(o.text) for o in lines):
        kind = "current"  # "2 × £31.95" in a basket is the price of one
    if struck and kind in ("current", "range"):
        kind = "was"
    return PagePrice(
        amount=span.amount,
        currency=span.currency,
        kind=kind,
        box=tight_box(pixels, box),
        line=index,
        height=line.height,
        struck=struck,
        whole=not rest.strip(" *+.,:|·"),
        abbreviated=span.abbreviated,
        range_end=span.range_end,
    )


def _span_box(span: MoneySpan, line: TextLine) -> Box:
    x0, y0, x1, y1 = line.box
    count = max(len(line.text) - 1, 1)
    pitch = (line.edges[-1] - line.edges[0]) / count if len(line.edges) > 1 else x1 - x0
    left = x0 if span.start == 0 else int(line.edges[span.start] - 0.5 * pitch)
    right = x1 if span.end >= len(line.text) else int(line.edges[span.end - 1] + 0.5 * pitch) + 1
    return max(left, x0), y0, max(min(right, x1), left + 1), y1


def _kind_from_neighbours(span: MoneySpan, line: TextLine, lines: list[TextLine]) -> str:
    """The kind a label in another box gives: left or right on the row, or directly above."""
    before, after = line.text[: span.start], line.text[span.end :]
    if not before.strip():
        left = _nearest(line, lines, side=-1)
        if left is not None:
            kind = classify_kind(left.text.rstrip(" -–−"), "")  # a dash there ends a title, it is no minus
            near = horizontal_gap(left.box, line.box) < 2.5 * line.height
            content = not find_money(left.text) and not is_button(left.text)
            far = kind in _FAR_LABELS or (kind == "saving" and horizontal_gap(left.box, line.box) < 8 * line.height)
            if kind != "current" and content and (near or far):
                return kind
        above = _label_above(line, lines)
        if above is not None:
            if _DATE.match(above.text):
                return "approximate"  # other days of a calendar
            spans = find_money(above.text)
            kind = classify_kind(above.text[spans[-1].end :] if spans else above.text, "")
            if kind in ("was", "total", "instalment", "shipping", "saving", "multibuy") and not is_button(above.text):
                return kind
    if not after.strip():
        right = _nearest(line, lines, side=1)
        if right is not None and horizontal_gap(line.box, right.box) < 0.9 * line.height:
            return classify_kind("", right.text)
    return "current"


def _nearest(line: TextLine, lines: list[TextLine], *, side: int) -> TextLine | None:
    best, best_gap = None, 700
    for other in lines:
        if other is line or other.box == line.box or not same_row(line.box, other.box):
            continue
        gap = line.box[0] - other.box[2] if side < 0 else other.box[0] - line.box[2]
        # the box of a large price reaches over the small words behind it
        reach = 0.7 * line.height if side > 0 and other.height < 0.75 * line.height else 6
        if -reach <= gap < best_gap:
            best, best_gap = other, gap
    return best if best is None or best_gap < 700 else None


def _label_above(line: TextLine, lines: list[TextLine]) -> TextLine | None:
    for other in lines:
        gap = line.box[1] - other.box[3]
        aligned = abs(other.box[0] - line.box[0]) < line.height or overlap_share(line.box, other.box, axis=0) > 0.8
        if -4 <= gap < 0.9 * line.height and aligned and (len(other.text) <= 24 or find_money(other.text)):
            return other
    return None
