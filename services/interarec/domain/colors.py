"""Colour names and colour families: sixteen families that shoppers mean, many names that shops use.

Used by the local reader (names in titles, pixels of product pictures) and by the constraint worker ("bright
green" is green). Names in English, German, French, Spanish, Italian and Dutch.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["FAMILIES", "ColorMention", "color_family", "family_of_rgb", "find_colors", "rgb_to_lab"]

_NAMES: dict[str, str] = {
    "black": "black noir noire negro negra nero nera neri nere schwarz schwarze schwarzer schwarzes schwarzen zwart"
    " jet onyx ebony anthracite_black",
    "white": "white weiss weis weisse weisser weisses weissen blanc blanche blanco blanca bianco bianca bianchi"
    " bianche wit ivory ecru off_white offwhite snow eggshell alabaster optic_white elfenbein ivoire",
    "grey": "grey gray gris grises grigio grigi grigie grau graue grauer graues grauen grijs charcoal slate"
    " anthracite anthrazit graphite gunmetal ash heather_grey heather_gray marl smoke pewter",
    "beige": "beige nude sand taupe oatmeal stone khaki_beige champagne ecru_beige camel_beige biscuit fawn buff"
    " cream creme crema parchment",
    "brown": "brown braun braune brauner braunes braunen marron marrone brun brune bruin camel tan chocolate cognac"
    " mocha chestnut coffee walnut espresso mahogany hazelnut caramel tobacco umber sepia toffee bronze rust_brown"
    " mushroom marron_fonce",
    "red": "red rot rote roter rotes roten rouge rojo roja rosso rossa rossi rosse rood burgundy maroon crimson"
    " scarlet wine cherry bordeaux ruby brick vermilion carmine cardinal oxblood bordo weinrot claret",
    "orange": "orange naranja arancione oranje tangerine rust terracotta apricot peach coral copper pumpkin amber"
    " burnt_orange corail",
    "yellow": "yellow gelb jaune amarillo amarilla giallo gialla gialli gialle gelbe gelber gelbes gelben geel"
    " mustard lemon ochre senf canary saffron",
    "gold": "gold golden dore doree dorado dorada oro goud brass yellow_gold goldfarben",
    "green": "green grun gruen vert verte verde verdi grune gruner grunes grunen groen olive khaki sage mint emerald"
    " lime forest moss teal jade pistachio hunter_green bottle_green sea_green fluorescent_green oliv avocado fern"
    " juniper pine eucalyptus",
    "blue": "blue blau blaue blauer blaues blauen bleu bleue azul azules blu azzurri azzurre azzurro blauw navy"
    " denim cobalt indigo turquoise aqua cyan sky royal_blue azure teal_blue turquoise_blue marine petrol sapphire"
    " midnight_blue cornflower tuerkis turkis navy_blue sky_blue baby_blue steel_blue ultramarine dunkelblau"
    " hellblau",
    "purple": "purple lila violet violett violette morado morada viola paars lilac lavender plum aubergine mauve"
    " eggplant amethyst burgundy_purple magenta_purple orchid grape",
    "pink": "pink rosa rose roze fuchsia magenta blush salmon raspberry hot_pink rose_pink dusty_pink bubblegum"
    " flamingo coral_pink watermelon",
    "silver": "silver silber argent argente plata plateado plateada argento zilver chrome platinum steel"
    " silberfarben",
    "multicolor": "multicolor multicolour multicolored multicoloured multi mehrfarbig bunt multicolore rainbow"
    " multicolour_print tie_dye",
}  # fmt: skip
FAMILIES: tuple[str, ...] = tuple(_NAMES)

_UNSURE_NAMES = """jet snow ash slate smoke sand stone nude biscuit cream creme crema champagne coffee chocolate
walnut espresso chestnut hazelnut caramel mocha tobacco toffee mushroom wine cherry brick cardinal ruby rust peach
apricot pumpkin amber copper tangerine lemon canary saffron mustard golden brass oro olive mint lime forest moss jade
hunter avocado fern pine eucalyptus sage sky marine petrol plum grape aubergine eggplant orchid rose salmon raspberry
watermelon flamingo steel chrome platinum multi rainbow orange wit rot viola denim sapphire emerald blush marron
parchment buff tan camel pistachio midnight brun bunt bronze coral violet"""
_UNSURE = frozenset(_UNSURE_NAMES.split())
"""Names that are as often a food, a material, a person or a place; alone they are weak evidence."""

_SHADES = """dark light bright pale deep hot neon pastel soft dusty dusky vivid muted washed faded burnt royal electric
baby sea sky hell dunkel clair fonce claro oscuro metallic matte optic off true classic rich warm cool mid"""

_LEXICON: dict[str, str] = {
    name.replace("_", " "): family for family, names in _NAMES.items() for name in names.split()
}
_WORD = "|".join(re.escape(name).replace(r"\ ", r"[\s-]?") for name in sorted(_LEXICON, key=len, reverse=True))
_MENTION = re.compile(rf"(?<![a-z])(?P<name>{_WORD})(?P<ish>ish|s)?(?![a-z])")
_GERMAN_SHADE = re.compile(r"(?<![a-z])(?:hell|dunkel|mittel)(?=[a-z]{3})")
_NOT_A_COLOR_AFTER = re.compile(
    r"^\s?(?:(?:&|and|\+) decker|friday|box office|label|goods|stuff|company|nile|wing\b|bull\b|apron"
    r"|paper cup|wine|tea|ice|cheese|bean|pepper|bread|rice|onion|cabbage|card"
    r"|cross|noise|mountain|river|lake|house|hat seo|board|juice|oil|leaf|list|papers|week|tooth|ray|light|star\b)"
)
_NOT_A_COLOR_BEFORE = re.compile(r"(?:ice|hand|face|body|eye|day|night|whipped|sour|shaving|sun)\s?-?$")
_NEGATION = re.compile(
    r"(?:\bnot|\bno|\bnever|\bexcept|\bwithout|\bavoid\w*|\brather than|\bexclud\w+|\bother than|\bno longer|\bnon)"
    r"(?:\s+(?:a|an|the|any|in|for|of|much|really|so|too|want\w*|like\w*|interested|"
    + "|".join(_SHADES.split())
    + r"))*[\s-]*$"
)


@dataclass(frozen=True, slots=True)
class ColorMention:
    """A colour name in a text: characters [start, end) of it, the name, its family.

    `sure` is false for names that are as often something else (olive, cream, rose); `negated` is true inside
    "not white", "without red".
    """

    start: int
    end: int
    name: str
    family: str
    sure: bool = True
    negated: bool = False


def color_family(name: str) -> str | None:
    """The family of one colour name or phrase ("Bright Green" is green, "navy" is blue), or None."""
    mentions = find_colors(name)
    return mentions[-1].family if mentions else None


def find_colors(text: str) -> tuple[ColorMention, ...]:
    """All colour names of a text in order; things that only contain a colour word are left out (Black Friday)."""
    folded = _folded(text)
    mentions: list[ColorMention] = []
    for match in _MENTION.finditer(folded):
        after, before = folded[match.end() :], folded[: match.start()]
        if _NOT_A_COLOR_AFTER.match(after) or _NOT_A_COLOR_BEFORE.search(before):
            continue
        if match["name"] == "wine" and re.search(r"(?:white|red|rose)\s$", before):
            continue
        name = re.sub(r"[\s-]+", " ", match["name"])
        family = _LEXICON.get(name) or _LEXICON[_spaced(name)]
        negated = _NEGATION.search(before[-48:]) is not None or _continues_negation(mentions, before)
        mentions.append(ColorMention(match.start(), match.end(), name, family, name not in _UNSURE, negated))
    return tuple(mentions)


def _continues_negation(mentions: list[ColorMention], before: str) -> bool:
    """ "not white or blue" negates both."""
    if not mentions or not mentions[-1].negated:
        return False
    return re.fullmatch(r"\s*(?:,\s*)?(?:or|nor)\s+(?:\w+\s+)?", before[mentions[-1].end :]) is not None


def _spaced(name: str) -> str:
    return next(known for known in _LEXICON if known.replace(" ", "") == name)


def _folded(text: str) -> str:
    """Lower case without accents, same length as `text`, German shade prefixes cut off by a blank."""
    letters = []
    for letter in text:
        base = unicodedata.normalize("NFD", letter)[0].lower()
        letters.append("s" if letter == "ß" else base if len(base) == 1 else " ")
    folded = "".join(letters)
    return _GERMAN_SHADE.sub(lambda match: match.group(0)[:-1] + " ", folded)


def rgb_to_lab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """sRGB (0..255 each) to CIE L*a*b* under D65 (IEC 61966-2-1, CIE 15)."""
    linear = [_linear(channel / 255.0) for channel in (red, green, blue)]
    x = (0.4124564 * linear[0] + 0.3575761 * linear[1] + 0.1804375 * linear[2]) / 0.95047
    y = 0.2126729 * linear[0] + 0.7151522 * linear[1] + 0.0721750 * linear[2]
    z = (0.0193339 * linear[0] + 0.1191920 * linear[1] + 0.9503041 * linear[2]) / 1.08883
    fx, fy, fz = (_cube_root(value) for value in (x, y, z))
    return 116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _cube_root(value: float) -> float:
    return float(value ** (1.0 / 3.0)) if value > 216.0 / 24389.0 else (24389.0 / 27.0 * value + 16.0) / 116.0


_ANCHORS: tuple[tuple[str, int, int, int], ...] = (
    ("black", 15, 15, 17), ("black", 38, 38, 40), ("white", 250, 250, 250), ("white", 232, 232, 230),
    ("grey", 128, 128, 128), ("grey", 85, 88, 92), ("grey", 175, 177, 180),
    ("beige", 222, 206, 180), ("beige", 236, 224, 200), ("beige", 200, 180, 150),
    ("brown", 110, 70, 40), ("brown", 75, 48, 32), ("brown", 160, 110, 65),
    ("red", 200, 25, 35), ("red", 140, 20, 35), ("red", 95, 20, 30), ("red", 225, 60, 60),
    ("orange", 240, 130, 30), ("orange", 225, 95, 45), ("orange", 250, 175, 120),
    ("yellow", 250, 220, 50), ("yellow", 225, 185, 45), ("yellow", 250, 240, 140),
    ("gold", 200, 160, 60),
    ("green", 40, 140, 60), ("green", 25, 80, 45), ("green", 110, 120, 60), ("green", 150, 205, 130),
    ("green", 150, 175, 140), ("green", 20, 125, 115), ("green", 90, 200, 90), ("green", 170, 230, 190),
    ("blue", 30, 75, 180), ("blue", 25, 35, 80), ("blue", 110, 165, 225), ("blue", 70, 105, 145),
    ("blue", 60, 190, 215), ("blue", 175, 205, 235), ("blue", 20, 120, 210), ("blue", 0, 0, 128),
    ("blue", 20, 30, 220),
    ("purple", 110, 50, 140), ("purple", 170, 140, 205), ("purple", 75, 30, 75), ("purple", 140, 80, 200),
    ("pink", 240, 150, 180), ("pink", 225, 40, 125), ("pink", 245, 205, 210), ("pink", 200, 110, 130),
)  # fmt: skip
_ANCHORS_LAB = tuple((family, rgb_to_lab(*rgb)) for family, *rgb in _ANCHORS)


def family_of_rgb(red: float, green: float, blue: float) -> str:
    """The family of one sRGB colour (0..255 each): the nearest anchor in Lab, lightness at 0.6 weight.

    Silver is a look, not a colour value, and comes out as grey.
    """
    lightness, a, b = rgb_to_lab(red, green, blue)

    def distance(anchor: tuple[str, tuple[float, float, float]]) -> float:
        _, (other_lightness, other_a, other_b) = anchor
        return 0.36 * (lightness - other_lightness) ** 2 + (a - other_a) ** 2 + (b - other_b) ** 2

    return min(_ANCHORS_LAB, key=distance)[0]
