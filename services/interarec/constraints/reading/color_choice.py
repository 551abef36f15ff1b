"""The colour families a summary prefers: a weighted vote over its texts, negations and mere availability apart.

Called by `decompose`. A colour has to carry half of the vote, unless the text says outright what is preferred.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from interarec.domain.colors import ColorMention, find_colors

__all__ = ["ColorVote", "vote_on_colors"]

WEIGHTS: Mapping[str, float] = {
    "product_characteristics": 2.0,
    "prose": 2.0,
    "product_specifications": 1.0,
    "comparisons": 0.5,
    "user_reviews_and_testimonials": 0.25,
}
"""How much one mention counts; promotions and brands do not speak of colours."""

_NO_PREFERENCE = re.compile(
    r"\bno\s+(?:\w+\s+){0,3}(?:colou?rs?|shade)\s*(?:preferences?|choices?)?\b|\bany colou?r\b"
    r"|\bcolou?rs? (?:does|do) not matter"
    r"|\b(?:no|without a)\s+(?:single|specific|clear|particular|dominant|strong"
    r"|one)\s+(?:\w+\s+)?(?:colou?r|preference)"
    r"|colou?r (?:preference )?(?:is |was )?(?:not (?:clear|specified|available|evident|stated)|unclear|n/a)",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?:variety|range|selection|array|assortment|choice|mix|spectrum) of (?:\w+ ){0,2}colou?r\w*"
    r"|(?:various|varied|multiple|different|several|many|assorted|diverse|mixed|numerous|other|all|both"
    r"|\d+) (?:\w+ ){0,2}"
    r"colou?r\w*|colou?rs? (?:var\w+|range)|(?:available|comes?|offered|sold|options?) in\b|colou?r\s?ways"
    r"|colou?r options",
    re.IGNORECASE,
)
_PREFERS = re.compile(
    r"\b(?:prefer\w*|favou?r\w*|interested in|interest in|look\w* for|search\w* for|drawn to"
    r"|lean\w* towards?|mostly|mainly"
    r"|predominantly|primarily|want\w*|likes?|loves?|focus\w* on|filter\w*|chose|chosen|select\w*|keen on"
    r"|exclusively|only"
    r"|colou?rs?\s*(?:preference\w*|is|are|:|=))",
    re.IGNORECASE,
)
_COLOR_BEFORE = re.compile(
    r"\b(?:in|colou?rs?|colou?red|shades? of|tones? of|hue|dark|light|deep|pale|pastel)[\s:=]+$", re.IGNORECASE
)
_COLOR_AFTER = re.compile(
    r"^[\s-]*(?:colou?r|shade|tone|hue|tint|[a-z-]*\s?(?:dress|shoe|shirt|bag|jacket|coat|sofa))", re.IGNORECASE
)
_ONLY = re.compile(
    r"\b(?:mostly|mainly|predominantly|primarily|especially|particularly|strong\w*|clear\w*|consistent\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ColorVote:
    """`chosen` families in order of weight; `refused` were named only to be ruled out."""

    chosen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def vote_on_colors(texts: Mapping[str, str]) -> ColorVote:
    """The vote over texts by category name (and "prose", and "color" where a summary has such a field)."""
    stated = texts.get("color", "")
    if stated:
        return _stated(stated)
    weights: defaultdict[str, float] = defaultdict(float)
    preferred: list[str] = []
    refused: list[str] = []
    denied = False
    for name, text in texts.items():
        weight = WEIGHTS.get(name, 0.0)
        if weight == 0:
            continue
        denied |= _NO_PREFERENCE.search(text) is not None
        for clause in _clauses(text):
            _count(clause, weight, weights, preferred, refused)
    if denied:
        return ColorVote((), tuple(dict.fromkeys(refused)))
    return _decide(weights, preferred, refused)


def _stated(text: str) -> ColorVote:
    """A field of its own lists what is wanted."""
    mentions = find_colors(text)
    refused = tuple(dict.fromkeys(mention.family for mention in mentions if mention.negated))
    if _NO_PREFERENCE.search(text) or _MANY.search(text):
        return ColorVote((), refused)
    wanted = dict.fromkeys(mention.family for mention in mentions if not mention.negated)
    return ColorVote(tuple(family for family in wanted if family not in refused), refused)


def _clauses(text: str) -> list[str]:
    return [
        clause for clause in re.split(r"[.;!?\n]+(?=\s|$)|\bbut\b|\bhowever\b|\balthough\b", text) if clause.strip()
    ]


def _count(
    clause: str, weight: float, weights: defaultdict[str, float], preferred: list[str], refused: list[str]
) -> None:
    """Votes of one clause. What is merely available ("comes in black, red") votes with little weight."""
    mentions = [mention for mention in find_colors(clause) if mention.sure or _meant(clause, mention)]
    many = _MANY.search(clause)
    prefers = _PREFERS.search(clause)
    for mention in mentions:
        if mention.negated:
            refused.append(mention.family)
        elif many is not None and mention.start > many.start():
            weights[mention.family] += weight * 0.1
        else:
            weights[mention.family] += weight * (1.0 if mention.sure else 0.75)
            if prefers is not None and prefers.start() < mention.start:
                preferred.append(mention.family)


def _meant(clause: str, mention: ColorMention) -> bool:
    """A name that is as often something else (olive, rose) counts only where the text speaks of colour."""
    before, after = clause[: mention.start], clause[mention.end :]
    return (
        _COLOR_BEFORE.search(before) is not None
        or _COLOR_AFTER.match(after) is not None
        or not (before + after).strip()
    )


def _decide(weights: Mapping[str, float], preferred: list[str], refused: list[str]) -> ColorVote:
    ruled_out = tuple(dict.fromkeys(refused))
    open_weights = {family: weight for family, weight in weights.items() if family not in ruled_out}
    total = sum(open_weights.values())
    ranked = sorted(open_weights, key=lambda family: -open_weights[family])
    chosen = [family for family in ranked if open_weights[family] >= 0.5 * total and open_weights[family] >= 0.5]
    wanted = [family for family in dict.fromkeys(preferred) if family in open_weights]
    if wanted and len(wanted) <= 4 and not (len(chosen) == 1 and open_weights[chosen[0]] >= 0.75 * total):
        chosen = wanted
    return ColorVote(tuple(chosen), ruled_out)
