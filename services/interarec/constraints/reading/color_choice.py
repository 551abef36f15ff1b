"""The colour families a summary prefers: a weighted vote over its texts, negations and mere availability apart.

Called by `decompose`. A colour has to carry half of the vote, unless the text says outright what is preferred.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from interarec.domain.colors import ColorMention, find_colors

__all__ = ["ColorVote", "vote_on_colors"]

WEIGHTS: Mapping[str, float] = {
    "product_characteristics": 2.0,
    "prose": 2.0,
    "product_specifications": 1.0,
    "price_range": 1.0,
    "budget": 1.0,
    "comparisons": 0.5,
    "user_reviews_and_testimonials": 0.25,
}
"""How much one mention counts; promotions and brands do not speak of colours, a labelled price may run on to them."""

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
    r") (?:\w+ ){0,2}"
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


_REWRITES = (
    (re.compile(r"\bnothing but\b", re.IGNORECASE), "only"),
    (
        re.compile(
            r"\b(?:anything|everything|all|any (?:colou?r|shade)|all colou?rs|every colou?r)\s+"
            r"(?:but|except|besides|other than|apart from|excluding)\b(?:\s+for\b)?"
            r"|\bneither\b|\b(?:with\s+)?(?:the\s+|an\s+)?exclu(?:sion|ding|des?|ded)\b(?:\s+of\b)?"
            r"|\b(?:dislik|hat|reject|skipp?|ignor|avoid|refus)(?:e?s|ed|ing|e)?\b|\b(?:apart|aside) from\b"
            r"|\bnothing (?:in|that is)\b"
            r"|\brul(?:es|ed|ing) out\b|\bsteers? clear of\b"
            r"|\b(?:\w+n['’]t|do not|does not|did not|is not|are not|never|no longer|not)\s+(?:really\s+|at all\s+)?"
            r"(?:like|want|wants|wear|need|buy|consider|care for|interested in|looking for|fond of|into"
            r"|keen on|after)\b",
            re.IGNORECASE,
        ),
        "not",
    ),
)
"""Ways of refusing that `find_colors` does not know, in words that it does."""
_REFUSED_AFTER = re.compile(
    r"^\s*(?:\w+\s+){0,2}(?:is|are|was|were|being)\s+(?:excluded|ruled out|not\b|unwanted|avoided|out of the question"
    r"|disliked|rejected|a no\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:\s+[a-z]+){0,2}\s*(?:,|\band\b|\bor\b|/|&)+\s*(?:and\s+|or\s+)?(?:[a-z]+\s+)?$", re.IGNORECASE
)
_LESSER_BEFORE = re.compile(
    r"\b(?:followed by|some|a few|one|occasional\w*|sometimes|also|rarely"
    r"|then)\s+(?:[\w£$€.,]+\s+){0,2}$",
    re.IGNORECASE,
)
_MATERIALS = frozenset(
    {"walnut", "chestnut", "mahogany", "copper", "brass", "bronze", "denim", "stone", "steel", "chrome", "platinum"}
)
"""Names that "in" does not make a colour of: a table in walnut."""
_TIMES = re.compile(r"^\s*\((\d{1,3})(?:\s+(?:of|times|items?|offers?|products?)[^)]*)?\)")
"""How often, as the local reader says it: "green (3), blue (1)"."""
_LESSER = re.compile(
    r"\b(?:some|few|one|occasional\w*|also|with|other|another|sometimes|rarely|single)\b", re.IGNORECASE
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
        for clause in _clauses(_rewritten(text)):
            _count(clause, weight, weights, preferred, refused)
    if denied:
        return ColorVote((), tuple(dict.fromkeys(refused)))
    return _decide(weights, preferred, refused)


def _stated(text: str) -> ColorVote:
    """A field of its own lists what is wanted; one that is named again and again outvotes the rest."""
    mentions = find_colors(_rewritten(text))
    refused = tuple(dict.fromkeys(mention.family for mention in mentions if mention.negated))
    votes = Counter(one.family for one in mentions if not one.negated and one.family not in refused)
    if _NO_PREFERENCE.search(text) or (_MANY.search(text) and not _comes_in_one(text, len(votes))):
        return ColorVote((), refused)
    most = max(votes.values(), default=0)
    names = Counter(one.name for one in mentions)
    repeated = max(names.values(), default=0) > 1 and 2 * most > votes.total()
    return ColorVote(tuple(family for family, count in votes.items() if not repeated or count == most), refused)


def _comes_in_one(text: str, families: int) -> bool:
    """ "They all come in shades of green" offers no choice."""
    many = _MANY.search(text)
    return families == 1 and many is not None and not re.search(r"colou?r", many[0], re.IGNORECASE)


def _rewritten(text: str) -> str:
    for pattern, word in _REWRITES:
        text = pattern.sub(word, text)
    return text


def _clauses(text: str) -> list[str]:
    return [
        clause for clause in re.split(r"[.;!?\n]+(?=\s|$)|\bbut\b|\bhowever\b|\balthough\b", text) if clause.strip()
    ]


def _count(
    clause: str, weight: float, weights: defaultdict[str, float], preferred: list[str], refused: list[str]
) -> None:
    """Votes of one clause. What is merely available ("comes in black, red") votes with little weight."""
    mentions = _meant_mentions(clause)
    many = None if _comes_in_one(clause, len({one.family for one in mentions})) else _MANY.search(clause)
    prefers = _PREFERS.search(clause)
    chained = False
    for index, mention in enumerate(mentions):
        if mention.negated or _REFUSED_AFTER.match(clause[mention.end :]):
            refused.append(mention.family)
        elif many is not None and mention.start > many.start():
            weights[mention.family] += weight * 0.1
        else:
            share = 0.5 if _LESSER_BEFORE.search(clause[: mention.start]) else 1.0 if mention.sure else 0.75
            times = _TIMES.match(clause[mention.end :])
            weights[mention.family] += weight * share * (int(times[1]) if times else 1)
            first = prefers is not None and prefers.start() < mention.start and not preferred
            chained = first or (chained and _continues(clause[mentions[index - 1].end : mention.start]))
            if chained and times is None:
                preferred.append(mention.family)


def _continues(between: str) -> bool:
    """ "blue jackets and green" goes on with a list; "green with some in black" does not."""
    return _LISTED.match(between) is not None and not _LESSER.search(between)


def _meant_mentions(clause: str) -> list[ColorMention]:
    """Sure names, and unsure ones where the text speaks of colour or lists them beside another colour."""
    kept: list[ColorMention] = []
    for mention in find_colors(clause):
        listed = bool(kept) and _continues(clause[kept[-1].end : mention.start])
        if mention.sure or listed or _meant(clause, mention):
            kept.append(mention)
    return kept


def _meant(clause: str, mention: ColorMention) -> bool:
    """A name that is as often something else (olive, rose) counts only where the text speaks of colour."""
    before, after = clause[: mention.start], clause[mention.end :]
    if mention.name in _MATERIALS and re.search(r"\bin\s+$", before, re.IGNORECASE):
        return False
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
