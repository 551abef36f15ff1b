"""Brand names in a summary: by the catalogue's spelling where it is known, by the way the text names them elsewhere.

Called by `decompose`. Without a catalogue names are kept as read, in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from interarec.domain.prices import CURRENCY_CODES

__all__ = ["brands_in_prose", "known_names", "spelled", "stated_brands"]

_NO_PREFERENCE = re.compile(
    r"(?:n['’]t|\bnot)\b[^.;,]{0,40}\bprefer"
    r"|\b(?:no(?!\s+other)|without|not an?y?|lacks?|absence of)\b[^.;,]{0,40}\b(?:preference|brand|brands"
    r"|loyalty|affinity)\b"
    r"|\bnot (?:available|applicable|specified|clear|evident|mentioned|shown|visible|stated|provided"
    r"|obvious|apparent)\b"
    r"|^\W*(?:none|n/?a|nil|null|unknown|unclear|nothing|mixed|various|any|unspecified|unbranded"
    r"|no)\b\W*(?:brands?)?\W*$"
    r"|\bno (?:one|single|particular|specific|clear|dominant|strong)\b|\b(?:unclear|undetermined|unbranded"
    r"|indifferent|agnostic)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^.*?\b(?:brands?|labels?|makers?|manufacturers?|builders?|designers?|retailers?)\b"
    r"(?:\s+(?:(?:that|which)\s+(?:is|are|was|were)|shown|seen|viewed|displayed|featured|preferred|visible"
    r"|observed|mentioned|appearing|names?|that|which"
    r"|the|user|shopper|customer|prefers?|most|often|preference|in|question|here|on|screen|page|of|interest))*"
    r"\s*(?:is|are|was|were|seems? to be|appears? to be|include[sd]?|including|such as|like|being|namely|:|-|–)\s+"
    r"|^.*?\b(?:prefer(?:s|red|ring|ence)?|favou?r(?:s|ed|ing)?|likes?|loves?|interested in|interest in"
    r"|leans? towards?|drawn to"
    r"|loyal to|loyalty to|sticks? (?:with|to)|focus(?:es|ed|ing)? on"
    r"|look(?:s|ed|ing)(?:\s+(?:only|mostly|mainly|just))?\s+at"
    r"|browsing|viewing|views?"
    r"|viewed|mostly"
    r"|mainly|preference (?:for|towards?)|inclination (?:for|towards?)|affinity (?:for|with)|choos\w+|chose)\b\s+"
    r"(?:(?:(?-i:the)|for|towards?|to|brands?|mostly|mainly|products?|items?|shoes|clothing|by|from|of|is|are"
    r"|like|such as|be"
    r"|clearly|strongly|a|an)\s+)*",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = re.compile(
    r"\b(?:not|never|avoid\w*|except|excluding|rather than|instead of|other than|over|without|dislik\w*"
    r"|no longer|nor|than"
    r"|unlike|more than)\b\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_REFUSED_ANYWHERE = re.compile(
    r"(?:,\s*|\s+)(?:but\s+)?(?:not|never|avoid\w*|except|excluding|rather than|instead of|other than|over"
    r"|without|dislik\w*|more than)\b"
    r"[^,.;]*(?:(?:,|\bor\b|\bnor\b)[^,.;]*)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:is|are|was|were|has|have|appears?|seems?|products?|items?|brands?|shoes|sneakers|trainers"
    r"|dresses|clothing"
    r"|being|with|which|that|who|when|as|for|across|throughout|because|due|since|based|based on|on|in|at|from|by|most"
    r"|models?|collections?|range|line|over|stands?|dominat\w*|only|mostly|listed|shown|seen|viewed"
    r"|repeatedly|often|several"
    r"|multiple|footwear|apparel|phones?|laptops?|preferred|multiple times|is preferred)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(
    r"\s*(?:,|;|/|\||\+|\n|•|\band\b|\bor\b|\balong with\b|\bas well as\b|\bfollowed by\b|\bplus\b|\bthen\b)\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+(?:with|but|though|although|while|whereas|however|despite|because|since|given)\b|\s[-–—]\s", re.IGNORECASE
)
_SAYS_SOMETHING = re.compile(
    r"\b(?:did|does|do|not|shopper|user|customer|look\w*|view\w*|seem\w*|appear\w*|there|isn|was|were|is"
    r"|are|they|other"
    r"|interest\w*|prefer\w*|most|preference)\b|n['’]t",
    re.IGNORECASE,
)
"""Words of a sentence; a part with one of them is no name."""
_PASSIVE = re.compile(
    r"^(?P<names>(?:(?!\b(?:is|are|brands?|no|not)\b)[^.;:]){1,60}?)\s+(?:was|were|is|are)\s+(?:clearly\s+"
    r"|repeatedly\s+|often\s+|mostly\s+)?"
    r"(?:viewed|seen|shown|displayed|preferred|favou?red|featured|listed|mentioned|visible|present"
    r"|the\s+(?:only|main|preferred|dominant|most|brand|favou?rite))\b",
    re.IGNORECASE,
)
_PREFERS_TO = re.compile(r"\b[Pp]refer\w*\b.*\bto\s+[A-Z]", re.DOTALL)
_ALL_BUT = re.compile(
    r"^\W*(?:anything|everything|all|any(?:\s+brand)?|every\s+brand)\s+(?:but|except|other than|besides)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:all|every|each|most|the|both)\b[^.;,]*?\b(?:are|is|were|was|from|by)\s+"
    r"(?:(?:all|mostly|mainly|from|by|of|(?-i:the)|brand|made|only|exclusively)\s+)*",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"^(?:the|a|an|user|shopper|customer|they|it|this|that|these|those|none|no|not|any|some|other|others"
    r"|more|etc|such|various"
    r"|multiple|different|several|many|mixed|brand|brands|preference|products?|items?|available|unknown"
    r"|clear|specific|n/?a"
    r"|both|all|also|well|known|popular|luxury|budget|premium|designer|high|low|one|two|three|her|his|their"
    r"|shops?|stores?"
    r"|similar|same|own|private|label|labels|only|just|exclusively|primarily|predominantly|of|sportswear"
    r"|sports|mainly|mostly|possibly|perhaps|maybe|likely)$",
    re.IGNORECASE,
)
_NAME = (
    r"(?:[A-Z][\w&'’\-]*(?:\.\w+)*|[0-9]+[A-Z]\w*|[a-z]+[A-Z]\w*)"
    r"(?:\s+(?:&|of|the|de|la|du|le|di|von)?\s*[A-Z][\w&'’\-]*(?:\.\w+)*|\s+\d{1,3}\b){0,3}"
)
_IN_PROSE = re.compile(
    r"(?:\b[Bb]rands?\s+(?:(?:is|are|like|such as|including|shown is|called|named|preferred is|preference is)\s+)?"
    r"|\b(?:made|sold|designed)?\s?by\s+|\b[Ff]rom\s+(?:the\s+brand\s+)?"
    r"|\b(?:[Pp]refers?|[Pp]referred|[Pp]referring|[Ff]avou?rs?|[Ll]ikes?|[Ll]oves?|[Ll]oyal(?:ty)? to"
    r"|[Ii]nterest(?:ed)? in"
    r"|[Pp]reference for|[Ll]eans? towards?|[Dd]rawn to)\s+(?:the\s+)?(?:brands?\s+)?)"
    rf"(?P<names>{_NAME}(?:(?:,|,?\s+and|,?\s+or)\s+{_NAME})*)"
)
_AFTER_NAME = re.compile(rf"(?P<names>{_NAME})\s+(?:brand|branded)\b")
_NOT_BRANDS = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday"
    r"|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|the|this|that|they|he|she|it|i|we|a|an|usd|eur|gbp|inr|jpy|black"
    r"(?!\s*&)|\d+(?:k|g|d|gb|tb|mp|hz)\b|white|red|green|blue"
    r"|price|prices|size|level|not|no|all)\b",
    re.IGNORECASE,
)

_NOT_BUT = re.compile(r"^\W*not\s+(?:the\s+)?(?-i:[A-Z])[^.;]*?,?\s+but\s+(?:rather\s+)?", re.IGNORECASE)
_AMOUNT = re.compile(rf"(?:{'|'.join(CURRENCY_CODES)})\b(?:\s*\d|$)", re.IGNORECASE)


def known_names(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that stand in `text` as words and are not ruled out there, in the order they appear."""
    folded = _folded(text)
    found: list[tuple[int, int, str]] = []
    for name in names:
        pattern = rf"(?<!\w){re.escape(_folded(name))}(?:'s)?(?!\w)"
        hits = [hit for hit in re.finditer(pattern, folded) if not _REFUSED.search(folded[: hit.start()])]
        if hits:
            found.append((hits[0].start(), hits[0].end(), name))
    longest = [
        one
        for one in found
        if not any(other is not one and other[0] <= one[0] and one[1] < other[1] for other in found)
    ]
    return tuple(name for _, _, name in sorted(longest))


def stated_brands(text: str) -> tuple[str, ...]:
    """Names in a brand field ("the brand shown is X", "Nike, Adidas"), lower case; none when it denies one."""
    clean = re.sub(r"\([^)]*\)", " ", text).strip(" .\n\t\"'*")
    if not clean or _NO_PREFERENCE.search(clean) or _ALL_BUT.match(clean):
        return ()
    names: list[str] = []
    for sentence in re.split(r"(?<=[a-z0-9])(?<!\bDr)(?<!\bSt)(?<!\bMr)(?<!\bMrs)\.\s+(?=[A-Z])", clean):
        names.extend(_in_sentence(sentence))
    return tuple(dict.fromkeys(names))


def _in_sentence(sentence: str) -> list[str]:
    """Names of the main clause, or of the whole sentence when that has none; of "not X but Y" those after "but"."""
    sentence = _NOT_BUT.sub("", sentence)
    return _in_clause(_ASIDE.split(sentence, maxsplit=1)[0]) or _in_clause(sentence)


def _in_clause(clause: str) -> list[str]:
    passive = _PASSIVE.match(clause)
    wanted = passive["names"] if passive else _without_lead_in(clause)
    if _PREFERS_TO.search(clause):
        wanted = re.split(r"\s+to\s+(?=[A-Z])", wanted, maxsplit=1)[0]
    names = []
    for part in _SPLIT.split(_REFUSED_ANYWHERE.sub("", wanted)):
        whole = part.strip(" .:\"'*-–")
        if _is_title(whole):
            names.append(whole.lower())
            continue
        name = _TAIL.sub("", whole).strip(" .:\"'*-–") or whole
        words = _name_words(name)
        if words and len(words) <= 4 and not _SAYS_SOMETHING.search(name):
            names.append(" ".join(words).lower())
    return names


def _is_title(text: str) -> bool:
    """ "7 For All Mankind", "& Other Stories": capitals throughout, whatever small words mean elsewhere."""
    words = text.split()
    lasting = all(word[0].isupper() or word[0].isdigit() or word == "&" for word in words)
    return 3 <= len(words) <= 4 and lasting and bool(_TAIL.search(f" {text}") or words[0] == "&")


def _without_lead_in(sentence: str) -> str:
    """What is left when "the shopper seems to prefer" and "all items are from" are cut off."""
    for turn in range(3):
        lead = _LEAD_IN.match(sentence) or _WHOLE.match(sentence)
        crosses = lead is not None and turn > 0 and "," in lead.group(0)
        if lead is None or crosses or not sentence[lead.end() :].strip():
            break
        sentence = sentence[lead.end() :]
    return sentence


def _name_words(name: str) -> list[str]:
    words = name.split()
    if len(words) > 2 and words[0] == "The" and all(word[:1].isupper() for word in words):
        return words  # "The North Face"
    named = [word for word in words if not _NOT_A_NAME.match(word)]
    kept = named if len(named) <= 3 else [word for word in named if not word.islower()]
    return kept if any(letter.isalnum() for word in kept for letter in word) else []


def brands_in_prose(text: str) -> tuple[str, ...]:
    """Names that running text calls a brand, or says are liked or made; lower case. Careful rather than complete."""
    names: list[str] = []
    for match in [*_IN_PROSE.finditer(text), *_AFTER_NAME.finditer(text)]:
        if _REFUSED.search(text[: match.start()]):
            continue
        for part in _SPLIT.split(match["names"]):
            name = part.strip(" .,'")
            if name and not _NOT_BRANDS.match(name) and not _AMOUNT.match(name):
                names.append(name.lower())
    return tuple(dict.fromkeys(names))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def spelled(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """The spellings in `known` of a name that differs in case or accents only, or that ends a path ("A > Dresses")."""
    folded = _folded(name)
    exact = tuple(other for other in known if _folded(other) == folded)
    return exact or tuple(other for other in known if ">" in other and _folded(other.rsplit(">")[-1].strip()) == folded)
