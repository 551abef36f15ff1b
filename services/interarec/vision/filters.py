"""Filters a shopper has visibly set: chips beside "Clear all", ticked boxes. A menu of possible filters is none.

Called once a picture by `page`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interarec.domain.colors import color_family
from interarec.domain.prices import find_money
from interarec.vision.gazetteer import Gazetteer
from interarec.vision.geometry import same_row, vertical_gap
from interarec.vision.lines import TextLine

__all__ = ["find_set_filters"]

_CLEAR = re.compile(
    r"^(?:clear(?:\s*(?:all|filters?))*|reset(?:\s*(?:all|filters?))*|remove\s*all|alle?\s*(?:filter)?\s*l[öo]schen"
    r"|filter\s*zur[üu]cksetzen|tout\s*effacer|effacer\s*tout|borrar\s*todo|cancella\s*tutto)\s*[×x✕✖]?$",
    re.IGNORECASE,
)
_CHIP = re.compile(r"^(?:[×✕✖]\s*)?(?P<body>.{1,40}?)\s*(?P<cross>[×✕✖⨯]|\s[xX])?$")
_TICKED = re.compile(r"^(?:☑|☒|✓|✔|■)\s*(?P<body>.{2,40}?)(?:\s*\(\d+\))?$")
_NAMED = re.compile(r"^(?P<name>[A-Za-zÀ-ÿ ]{3,18})\s*[:：]\s*(?P<value>.+)$")
_ATTRIBUTES = frozenset(
    "brand category color colour designer fit material max maximum min minimum price size style type farbe marke größe "
    "preis couleur marque taille prix talla marca precio colore taglia prezzo".split()
)
_SIZE = re.compile(r"^(?:size\s*)?(?:x{0,3}[sml]|\d{1,2}(?:\.5)?|uk\s*\d+|eu\s*\d+)$", re.IGNORECASE)


def find_set_filters(lines: Sequence[TextLine], gazetteer: Gazetteer | None) -> list[tuple[str, str, TextLine]]:
    """(attribute, value, line) of each filter that is visibly set."""
    found = []
    clears = [line for line in lines if _CLEAR.match(line.text.strip())]
    for line in lines:
        ticked = _TICKED.match(line.text.strip())
        body = ticked["body"] if ticked else _chip_text(line, clears)
        if body:
            found.append((*_attribute(body, gazetteer), line))
    return found


def _chip_text(line: TextLine, clears: Sequence[TextLine]) -> str | None:
    text = line.text.strip()
    chip = _CHIP.match(text)
    if chip is None or _CLEAR.match(text) or len(text.split()) > 5:
        return None
    crossed = chip["cross"] is not None or text[0] in "×✕✖"
    if crossed and _names_an_attribute(chip["body"]):
        return chip["body"].strip()
    beside = any(same_row(line.box, clear.box) and abs(line.box[0] - clear.box[2]) < 900 for clear in clears)
    under = any(0 <= vertical_gap(line.box, clear.box) < 3 * line.height for clear in clears)
    if not (crossed and (beside or under)) and not (beside and _NAMED.match(text)):
        return None
    return chip["body"].strip()


def _names_an_attribute(body: str) -> bool:
    """`Colour: green` with a cross says all by itself; a crossed word alone could be a banner to close."""
    named = _NAMED.match(body.strip())
    return named is not None and named["name"].strip().lower() in _ATTRIBUTES


def _attribute(body: str, gazetteer: Gazetteer | None) -> tuple[str, str]:
    named = _NAMED.match(body)
    value = named["value"].strip() if named else body
    if find_money(value):
        return "price", value
    family = color_family(value)
    if family is not None:
        return "color", family
    brand = gazetteer.brand_in(value, fuzzy=False) if gazetteer is not None else None
    if brand is not None:
        return "brand", brand
    if named:
        return named["name"].strip().lower(), value
    return ("size", value) if _SIZE.match(value) else ("category", value)
