"""What a shop sells, as the reader needs it: brands to recognise and titles to link offers to.

Built once a catalogue version by the summarizer or the command line, then read by many calls.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ahocorasick  # type: ignore[import-not-found]
from rapidfuzz import fuzz

__all__ = ["CatalogueEntry", "Gazetteer", "fold", "letters"]

_MAX_CANDIDATES = 200
_LINK_SCORE = 88.0
_BRAND_SCORE = 86.0


def fold(text: str) -> str:
    """Lower case, no accents, everything else than letters and digits a single blank."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


def letters(text: str, *, digits: bool = False) -> str:
    """The folded letters of a text alone, and its digits where they are wanted."""
    return "".join(sign for sign in fold(text) if sign.isalpha() or (digits and sign.isdigit()))


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """The part of an item the reader uses."""

    item_id: str
    title: str
    folded: str
    brand: str | None
    color: str | None
    currency: str | None
    category: str | None = None


@dataclass(slots=True)
class Gazetteer:
    """Brands and titles of one catalogue. Read-only after `from_items`, so threads may share it."""

    entries: list[CatalogueEntry] = field(default_factory=list)
    brands: dict[str, str] = field(default_factory=dict)
    currency: str | None = None
    _automaton: ahocorasick.Automaton | None = None
    _by_token: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def from_items(cls, items: Iterable[Mapping[str, object]]) -> Gazetteer:
        """Items as plain mappings with any of id, title, brand, color, price, currency, category (or product_type)."""
        gazetteer = cls()
        currencies: Counter[str] = Counter()
        for item in items:
            entry = _entry(item)
            for token in set(entry.folded.split()):
                gazetteer._by_token[token].append(len(gazetteer.entries))
            gazetteer.entries.append(entry)
            if entry.brand and len(fold(entry.brand)) > 1:
                gazetteer.brands.setdefault(fold(entry.brand), entry.brand)
            if entry.currency:
                currencies[entry.currency] += 1
        if currencies:
            gazetteer.currency = currencies.most_common(1)[0][0]
        gazetteer._automaton = _automaton(gazetteer.brands)
        return gazetteer

    def brand_in(self, text: str, *, fuzzy: bool = True) -> str | None:
        """The catalogue brand a text names, longest first; else one its head resembles (misread letters)."""
        folded = fold(text)
        if self._automaton is None or not folded:
            return None
        padded = f" {folded} "
        hits = [key for _, key in self._automaton.iter(padded)]
        if hits:
            return self.brands[max(hits, key=len)]
        head = " ".join(folded.split()[:3])
        if not fuzzy or len(head) < 5:
            return None
        near = [(fuzz.ratio(key, head[: len(key)]), key) for key in self.brands if len(key) >= 5 and key[0] == head[0]]
        score, key = max(near, default=(0.0, ""))
        return self.brands[key] if score >= _BRAND_SCORE else None

    def link(self, title: str) -> CatalogueEntry | None:
        """The catalogue item a seen title belongs to, or None when no title is close enough."""
        folded = fold(title)
        best, best_score = None, _LINK_SCORE
        for index in self._candidates(folded):
            entry = self.entries[index]
            score = fuzz.token_sort_ratio(folded, entry.folded)
            if len(folded) >= 12 and entry.folded.startswith(folded.rstrip(" ")):
                score = max(score, 95.0)  # a title cut off by the card
            if score > best_score:
                best, best_score = entry, score
        return best

    def _candidates(self, folded: str) -> list[int]:
        """Entries sharing the rarest tokens first."""
        tokens = sorted((token for token in set(folded.split()) if token in self._by_token), key=self._rarity)
        found: dict[int, None] = {}
        for token in tokens[:4]:
            for index in self._by_token[token][:_MAX_CANDIDATES]:
                found[index] = None
        return list(found)

    def _rarity(self, token: str) -> int:
        return len(self._by_token[token])


def _entry(item: Mapping[str, object]) -> CatalogueEntry:
    def text(key: str) -> str | None:
        value = item.get(key)
        return str(value).strip() or None if value is not None else None

    title = text("title") or ""
    category = text("category") or text("product_type")
    brand, color, currency = text("brand"), text("color"), text("currency")
    return CatalogueEntry(text("id") or "", title, fold(title), brand, color, currency, category)


def _automaton(brands: Mapping[str, str]) -> ahocorasick.Automaton | None:
    if not brands:
        return None
    automaton = ahocorasick.Automaton()
    for key in brands:
        automaton.add_word(f" {key} ", key)
    automaton.make_automaton()
    return automaton
