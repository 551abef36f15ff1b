"""One picture understood: its lines, its offers with everything known about them, what kind of page it is.

Called by the local reader for each new picture; `summarise` puts the pages of a batch together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from interarec.domain.colors import color_family, find_colors
from interarec.domain.summaries import Box
from interarec.vision.brands import find_brand
from interarec.vision.filters import find_set_filters
from interarec.vision.frames import Frame, SeenHeading
from interarec.vision.gaps import split_at_gaps
from interarec.vision.gazetteer import CatalogueEntry, Gazetteer
from interarec.vision.headings import find_heading
from interarec.vision.images import Pixels
from interarec.vision.joining import join_split_prices
from interarec.vision.lines import TextLine
from interarec.vision.money import find_prices, page_currency
from interarec.vision.offers import PageOffer, find_offers
from interarec.vision.page_price import PagePrice
from interarec.vision.pictures import color_of_picture, find_pictures, picture_for, with_own_picture
from interarec.vision.styles import LineStyle, line_style
from interarec.vision.wording import (
    find_promotion,
    find_rating,
    find_specification,
    is_basket_word,
    is_button,
    is_comparison_word,
    words_in,
)

__all__ = ["Page", "SeenOffer", "SeenPage", "understand_page"]

_PICTURED = 2
"""From so many offers with pictures on, and half of all, a page shows its goods with pictures."""


@dataclass(frozen=True, slots=True)
class SeenOffer:
    """An offer of one page with its attributes settled; `color` is a family.

    `counted` is false for one without a picture among offers that have theirs: words that look like an offer.
    """

    offer: PageOffer
    brand: str | None
    color: str | None
    item_id: str | None
    category: str | None = None
    counted: bool = True


@dataclass(slots=True)
class Page:
    """What one picture says. The text findings are (value, box); `heading` only where there is no offer."""

    kind: str
    currency: str | None
    offers: list[SeenOffer] = field(default_factory=list)
    heading: SeenHeading | None = None
    promotions: list[tuple[str, Box]] = field(default_factory=list)
    ratings: list[tuple[str, Box]] = field(default_factory=list)
    specifications: list[tuple[str, Box]] = field(default_factory=list)
    filters: list[tuple[str, str, Box]] = field(default_factory=list)
    comparison: bool = False


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A frame with what its picture says."""

    frame: Frame
    page: Page


def understand_page(lines: Sequence[TextLine], pixels: Pixels, gazetteer: Gazetteer | None) -> Page:
    """Lines and pixels of one picture to a Page."""
    joined = join_split_prices(split_at_gaps(lines, pixels))
    hint = gazetteer.currency if gazetteer is not None else None
    prices = find_prices(joined, pixels, currency_hint=hint)
    styles = [line_style(line, pixels) for line in joined]
    offers = find_offers(joined, prices, styles)
    page = Page(_kind(joined, offers), _currency(prices, joined, hint))
    page.offers = _seen(offers, joined, pixels, gazetteer)
    page.heading = _heading(joined, styles, gazetteer) if not offers else None
    page.promotions = [(text, line.box) for line in joined if (text := _promotion(line)) is not None]
    page.ratings = [(line.text, line.box) for line in joined if find_rating(line.text) is not None]
    page.filters = [(name, value, line.box) for name, value, line in find_set_filters(joined, gazetteer)]
    chips = {box for _, _, box in page.filters}
    told = [(find_specification(line.text), line.box) for line in joined if line.box not in chips]
    page.specifications = [(text, box) for text, box in told if text is not None]
    page.comparison = len(offers) >= 2 and any(is_comparison_word(line.text) for line in joined)
    return page


def _currency(prices: Sequence[PagePrice], lines: list[TextLine], hint: str | None) -> str | None:
    return page_currency(lines, hint) if prices else None


def _promotion(line: TextLine) -> str | None:
    found = find_promotion(line.text)
    if found is None:
        return None
    return line.text.strip() if len(line.text) <= 80 else found


def _kind(lines: Sequence[TextLine], offers: Sequence[PageOffer]) -> str:
    """basket, comparison, listing, product or other."""
    if sum(is_basket_word(line.text) for line in lines) >= 2:
        return "basket"
    if len(offers) >= 2 and any(is_comparison_word(line.text) for line in lines):
        return "comparison"
    if not offers:
        return "other"
    heights = sorted((offer.price.height for offer in offers), reverse=True)
    buttons = sum(is_button(line.text) and words_in(line.text) >= 2 for line in lines)
    alone = len(offers) == 1 or heights[0] >= 1.35 * heights[1]
    return "product" if alone and (len(offers) <= 2 or buttons <= 4) else "listing"


def _seen(
    offers: Sequence[PageOffer], lines: Sequence[TextLine], pixels: Pixels, gazetteer: Gazetteer | None
) -> list[SeenOffer]:
    pictures = find_pictures(pixels, [line.box for line in lines]) if offers else []
    pictured = with_own_picture([offer.box for offer in offers], pictures)
    with_pictures = sum(pictured) >= max(_PICTURED, len(offers) / 2)
    seen = []
    for offer, own in zip(offers, pictured, strict=True):
        entry, brand = _identified(offer.title, offer.title_box, lines, gazetteer)
        color = _color_in_words(offer.title or "")
        if color is None and entry is not None and entry.color:
            color = color_family(entry.color)
        picture = picture_for(offer.box, pictures)
        if color is None and picture is not None:
            color = color_of_picture(pixels, picture)
        item_id, category = (entry.item_id, entry.category) if entry else (None, None)
        seen.append(SeenOffer(offer, brand, color, item_id, category, own or not with_pictures))
    return seen


def _identified(
    title: str | None, box: Box | None, lines: Sequence[TextLine], gazetteer: Gazetteer | None
) -> tuple[CatalogueEntry | None, str | None]:
    """The catalogue item a title belongs to, and the brand: the item's, else the one seen on the page."""
    if title is None or box is None:
        return None, None
    entry = gazetteer.link(title) if gazetteer is not None and title else None
    if entry is not None and entry.brand:
        return entry, entry.brand
    return entry, find_brand(title, box, lines, gazetteer)


def _color_in_words(title: str) -> str | None:
    """The family a title names; a sure name beats one that is as often a food or a material."""
    mentions = [mention for mention in find_colors(title) if not mention.negated]
    sure = [mention for mention in mentions if mention.sure]
    return sure[-1].family if sure else (mentions[-1].family if mentions else None)


def _heading(lines: Sequence[TextLine], styles: Sequence[LineStyle], gazetteer: Gazetteer | None) -> SeenHeading | None:
    found = find_heading(lines, styles)
    if found is None:
        return None
    title, box = found
    _, brand = _identified(title, box, lines, gazetteer)
    return SeenHeading(title, box, brand, _color_in_words(title))
