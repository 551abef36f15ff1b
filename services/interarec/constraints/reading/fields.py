"""Find the eight categories in whatever a summary comes as: a mapping, JSON, nearly JSON, labelled lines, prose.

Keys ignore case, blanks and underscores and have the usual synonyms. Called by `decompose`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from interarec.constraints.reading.number_words import in_digits
from interarec.constraints.reading.other_languages import in_english

__all__ = ["Fields", "read_fields"]

_SYNONYMS: dict[str, str] = {
    "product_characteristics": "product characteristics,product characteristic,characteristics,product features,"
    "product attributes,key characteristics",
    "lowest_price": "lowest price,minimum price,min price,low price,price low,price min,lower price,cheapest price,"
    "lowest price seen,lowest price viewed,lowest price range,starting price,price from,lowest,minimum,min,cheapest",
    "highest_price": "highest price,maximum price,max price,high price,price high,price max,upper price,"
    "most expensive price,highest price seen,highest price viewed,highest price range,price to,top price,highest,"
    "maximum,max,most expensive",
    "brand_preference": "brand preference,brand preferences,preferred brand,preferred brands,brands,brand,"
    "brand affinity,favourite brand,favorite brand,favourite brands,favorite brands,brand name",
    "product_specifications": "product specifications,product specification,specifications,specification,specs,"
    "technical specifications",
    "user_reviews_and_testimonials": "user reviews and testimonials,user reviews & testimonials,user reviews,"
    "user review,reviews and testimonials,reviews,testimonials,customer reviews,reviews & testimonials,"
    "user reviews/testimonials",
    "comparisons": "comparisons,comparison,product comparisons,product comparison",
    "promotions": "promotions,promotion,promotions and discounts,promotions & discounts,discounts,deals,offers",
    "color": "color,colour,colors,colours,color preference,colour preference,preferred color,preferred colour,"
    "preferred colors,preferred colours,color preferences,colour preferences,color family,colour family",
    "category": "category,categories,product category,product type,product types,product categories,item type",
    "size": "size,sizes,preferred size",
    "currency": "currency,currency code,price currency",
    "price_range": "price range,price,prices,price preference,price bracket,price interval",
    "budget": "budget,price limit,spending limit",
}


def _plain(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower().replace("&", "and"))


_CANONICAL: dict[str, str] = {_plain(word): name for name, words in _SYNONYMS.items() for word in words.split(",")}
_ALL_WORDS = sorted((word for words in _SYNONYMS.values() for word in words.split(",")), key=len, reverse=True)
_LABEL = "|".join(re.escape(word).replace(r"\ ", r"[\s_\-]*") for word in _ALL_WORDS)
_LABELLED = re.compile(
    rf"(?P<lead>^|[\n{{}};|(\[]|[.,](?!\d)|(?<=[\"'*”\s]))\s*(?:[>#•·\-–*+]+\s*)?(?:\(?\d{{1,2}}[.)]\s+)?"
    rf"[\"'“`]?[*_]{{0,3}}(?P<label>{_LABEL})[*_]{{0,3}}"
    rf"(?:\s*\((?P<hint>[^)\n]{{0,30}})\))?[*_]{{0,3}}[\"'”`]?[*_]{{0,3}}"
    rf"(?P<mark>\s*(?:\.{{2,}}|…|:|=>?|\||\t|：)[*_]{{0,3}}|\s+[-–—](?=\s)|[ ]*(?=\n))",
    re.IGNORECASE,
)
_HOLDS_BOUNDS = frozenset({"price_range", "budget"})
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,80})?/?>")
_AVOIDED = re.compile(
    r"(?:avoid|dislik|exclud|reject|refus|unwanted|not[ _-]?(?:wanted|liked|preferred))", re.IGNORECASE
)
_PREFERRED = re.compile(r"(?:prefer|lik|want|favou?r|main|primary|top)", re.IGNORECASE)
_TAG = re.compile(r"<([a-zA-Z][\w -]{2,40})>")
_LONGEST = 8_000
"""Characters read; a summary has some hundred."""
_MARKS = frozenset({":", "=", "=>", "|", "：", "…", "..", "...", "...."})
_SHORT = frozenset({"min", "max", "minimum", "maximum", "lowest", "highest"})
_CURRENCY_NAMES = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "new zealand": "NZD",
    "hong kong": "HKD", "singapore": "SGD", "british": "GBP", "indian": "INR", "japanese": "JPY", "swiss": "CHF",
    "swedish": "SEK", "norwegian": "NOK", "danish": "DKK",
}  # fmt: skip
_CURRENCY_NAME = re.compile(
    r"\b(" + "|".join(map(re.escape, _CURRENCY_NAMES)) + r")\s+(?:dollars?|pounds?|rupees?|yen|francs?"
    r"|kron[aeo]r?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|any|clear|particular|specific|strong|single|overall)\s+$", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"'})


@dataclass(frozen=True, slots=True)
class Fields:
    """What was found: `texts` by category, `numbers` where JSON gave a number, `prose` that had no label."""

    texts: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    prose: str = ""


def _tidy(text: str) -> str:
    """At most `_LONGEST` characters, without markup and long runs of blanks or signs, for which no pattern is made."""
    text = _TAG.sub(_labelled_by_tag, text[:_LONGEST])
    text = in_english(re.sub(r"([^\w\s])\1{3,}", r"\1\1\1", _MARKUP.sub("\n", text)))
    text = in_digits(_CURRENCY_NAME.sub(lambda name: _CURRENCY_NAMES[name[1].lower()], text))
    text = re.sub(r"[^\S\n]{2,}", " ", text.replace("\r", "\n").replace("\0", ""))
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", text)


def _labelled_by_tag(tag: re.Match[str]) -> str:
    """ "<lowest_price>£18" is "lowest_price: £18"."""
    return f"\n{tag[1]}: " if _plain(tag[1]) in _CANONICAL else tag.group(0)


def read_fields(source: str | Mapping[str, object]) -> Fields:
    """The fields of a summary. Never raises: what cannot be understood is prose."""
    if isinstance(source, Mapping):
        return _from_mapping(_report(source)) or Fields(prose=_flat(source))
    source = _tidy(source)
    parsed = _parse(source)
    if isinstance(parsed, str):
        return read_fields(parsed) if parsed != source else _from_labels(parsed)
    found = _from_mapping(_report(parsed)) if parsed is not None else None
    return found or _from_labels(source)


def _report(mapping: Mapping[str, object]) -> Mapping[str, object]:
    """Of a report of `interarec read` the summary and prices: its lists hold all that was seen, not a preference."""
    summary = mapping.get("summary")
    if not isinstance(summary, Mapping) or "offers" not in mapping:
        return mapping
    prices = {name: mapping.get(name) for name in ("lowest_price", "highest_price", "currency")}
    return {**summary, **{name: value for name, value in prices.items() if value is not None}}


def _parse(text: str) -> Mapping[str, object] | str | None:
    """The JSON value in `text`, prose around it ignored, small faults forgiven; None when there is none."""
    start, end = text.find("{"), text.rfind("}")
    candidates = [text] if start < 0 else [text, text[start : end + 1]]
    for candidate in candidates:
        for repaired in (candidate, _TRAILING_COMMA.sub(r"\1", candidate.translate(_CURLY))):
            value = _loaded(repaired)
            found = _merged(value) if isinstance(value, list) else value
            if isinstance(found, dict | str):
                return found
    return None


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False, parse_float=Decimal)
    except (ValueError, RecursionError, InvalidOperation):
        pass
    try:
        return ast.literal_eval(text.strip()) if text.lstrip().startswith(("{", "[")) else None
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _merged(values: list[Any]) -> dict[str, Any] | None:
    merged: dict[str, Any] = {}
    for value in values:
        if isinstance(value, dict):
            pair = {str(value["category"]): value["value"]} if set(value) == {"category", "value"} else value
            merged.update({key: item for key, item in pair.items() if key not in merged})
    return merged or None


def _from_mapping(mapping: Mapping[str, object]) -> Fields | None:
    """Known keys anywhere in nested mappings, the outermost first; None when there is none."""
    texts: dict[str, str] = {}
    numbers: dict[str, Decimal] = {}
    _collect(mapping, texts, numbers, depth=0)
    prose = texts.pop("prose", "")
    if texts or numbers:
        return Fields(texts, numbers, prose)
    return read_fields(prose) if prose else None


def _collect(mapping: Mapping[str, object], texts: dict[str, str], numbers: dict[str, Decimal], depth: int) -> None:
    inner: list[Mapping[str, object]] = []
    for key, value in mapping.items():
        name = _CANONICAL.get(_plain(in_english(str(key))))
        if name is None:
            if isinstance(value, Mapping):
                inner.append(value)
            elif isinstance(value, str) and _plain(str(key)) in ("summary", "text", "behavioralsummary", "content"):
                texts.setdefault("prose", value)
            continue
        if isinstance(value, Mapping) and name in _HOLDS_BOUNDS:
            inner.append(value)
        number = _number(value)
        if number is not None:
            numbers.setdefault(name, number)
        elif name not in texts and name not in numbers:
            texts[name] = _tidy(_flat(value))
    for nested in inner if depth < 4 else ():
        _collect(nested, texts, numbers, depth + 1)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def _flat(value: object) -> str:
    """Any JSON value as text a reader understands; {"amount": 18, "currency": "GBP"} becomes "18 GBP"."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        plain = {_plain(str(key)): item for key, item in value.items()}
        amount = next((plain[key] for key in ("amount", "value", "price") if key in plain), None)
        if amount is not None:
            return f"{_flat(amount)} {_flat(plain.get('currency', ''))}".strip()
        if "name" in plain:
            return _flat(plain["name"])
        return "; ".join(_named(str(key), item) for key, item in value.items())
    if isinstance(value, str) and value.lstrip().startswith("["):
        listed = _loaded(value)
        return _flat(listed) if isinstance(listed, list) else value
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_flat(item) for item in value)
    return str(value)


def _named(key: str, value: object) -> str:
    """ "type: dress"; what stands under "preferred" is named, under "avoided" refused."""
    if _PREFERRED.match(key):
        return _flat(value)
    if not _AVOIDED.match(key):
        return f"{key}: {_flat(value)}"
    refused = value if isinstance(value, list | tuple) else [value]
    return "; ".join(f"not {_flat(one)}" for one in refused if one)


def _from_labels(text: str) -> Fields:
    """Values that run from one label to the next; what stands before the first label is prose."""
    labels = [match for match in _LABELLED.finditer(text) if _is_label(match, text)]
    texts: dict[str, str] = {}
    for index, match in enumerate(labels):
        name = _CANONICAL[_plain(match["label"])]
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = _value(text[match.end() : end])
        if not texts.get(name):
            texts[name] = value
        if match["hint"] and name.endswith("price"):
            texts.setdefault("currency", match["hint"])
    prose = text if not labels else text[: labels[0].start()]
    return Fields(texts, prose=prose.strip(" \n\t{\"'`"))


def _is_label(match: re.Match[str], text: str) -> bool:
    """A label that ends its line must also begin it ("### Lowest Price"); so must a word before a dash.

    Inside a line ("… £18 Highest Price: £144") only a name of several words with a colon is one.
    """
    label = match["label"].strip()
    head = text[: match.start("label")]
    begins_line = head.rstrip(" \t>#•·-–*+_\"'“`({[|0123456789.)")[-1:] in ("", "\n", ":")
    marked = match["mark"].strip(" *_") in _MARKS or "\t" in match["mark"]
    if not marked:
        priced = " " in label and re.match(r"\s*[£$€¥₹\d]", text[match.end() :]) is not None
        return match.end() < len(text) and (begins_line or (priced and "\n" not in match["mark"]))
    if _DENIED.search(head):
        return False
    quoted = head[-1:] in ('"', "'", "*", "”", "“")
    return bool(match["lead"]) or begins_line or quoted or " " in label or label.lower() in _SHORT


def _value(raw: str) -> str:
    """The value after a label: quoted up to its quote, else up to a blank line; decoration cut off."""
    value = raw.lstrip(" \t\n:=|>-–—*_")
    quoted = re.match(r"([\"'“])(?P<inner>(?:\\.|(?!\1).)*?)[\"'”](?=\s*(?:[,}\]\n;]|$))", value, re.DOTALL)
    if quoted is not None:
        return quoted["inner"].strip()
    if value.startswith("["):
        value = value[1:].split("]", 1)[0].replace('"', "").replace("'", "")
    value = re.split(r"\n\s*\n", value, maxsplit=1)[0]
    return value.strip(" \t\n\"'“”{}[],;|*_`#")
