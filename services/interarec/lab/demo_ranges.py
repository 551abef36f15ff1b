"""What the two invented demo shops sell: brands, colours and product ranges, as plain tables.

Read by `interarec.lab.demo_catalogue`, which turns each range into items. Every brand name is invented. Colours are
the words a shopper would say; prices are in the shop's own currency.
"""

from dataclasses import dataclass

__all__ = ["COLOURS", "GREENS", "LINE_NAMES", "RANGES", "SHOPS", "Range", "Shop"]

# The name of a line stands first in a title and makes it unique within its range, as in a real shop; one blank apart.
LINE_NAMES = (
    "Alder Aria Ashby Birch Bramble Calla Cedar Clover Corin Dahlia Delphi Elm Enid Fable Fern Finch Flora Gale "
    "Gorse Harbour Hazel Heath Isla Iris Ivy Jonty Juniper Kestrel Lark Laurel Linden Lotus Lyra Mabel Marlow "
    "Meadow Mica Mossy Myrtle Nettle Nova Odette Orchid Otter Perrin Petal Piper Poppy Quince Rowan Selby Saffi Sorrel "
    "Tansy Teasel Thistle Una Vesper Wren Yarrow Zephyr"
)

GREENS = ("green", "forest green", "sage green", "emerald green", "bright green", "olive green")
_NEUTRAL = ("black", "white", "grey", "beige", "navy", "brown")
_WARM = ("red", "burgundy", "pink", "orange", "yellow", "cream")
_COOL = ("blue", "light blue", "purple", "turquoise")
COLOURS = (*_NEUTRAL, *_WARM, *_COOL, *GREENS)

_CLOTHES_SIZES = ("6", "8", "10", "12", "14", "16")
_TOP_SIZES = ("XS", "S", "M", "L", "XL")
_SHOE_SIZES = ("3", "4", "5", "6", "7", "8", "9", "10")


@dataclass(frozen=True)
class Range:
    """One kind of product: how many there are, what they are called and what they cost.

    `low` and `high` are the price limits in major currency units; `appeal` is the log-weight of the kind in the
    choice model the purchases are simulated from.
    """

    code: str
    product_type: str
    count: int
    low: float
    high: float
    noun: str
    styles: tuple[str, ...]
    details: tuple[str, ...]
    brands: str
    colours: tuple[str, ...]
    sizes: tuple[str, ...] = ()
    appeal: float = 0.0


@dataclass(frozen=True)
class Shop:
    """One demo site: its currency, the prefix of its item ids, its seed and its brands by family."""

    site: str
    currency: str
    prefix: str
    seed: int
    scale: float
    brands: dict[str, tuple[str, ...]]


SHOPS = (
    Shop(
        site="demo",
        currency="GBP",
        prefix="",
        seed=20_260,
        scale=1.0,
        brands={
            "dress": ("Fernhollow", "Maren Vale", "Odd Lantern", "Pellham Row", "Tidewell", "Solvane", "Quillmark"),
            "wear": ("Brackenfold", "Northpip", "Tidewell", "Quillmark", "Kitewater", "Oakling"),
            "shoe": ("Stridewell", "Peakfold", "Volt Heron", "Larkform", "Cobblane"),
            "tech": ("Hushwave", "Auricle Nine", "Bitfern", "Volthume", "Tonepier"),
            "home": ("Claywren", "Emberloaf", "Nookhaven", "Willow & Tin", "Drystone"),
        },
    ),
    Shop(
        site="demo_eu",
        currency="EUR",
        prefix="eu-",
        seed=20_261,
        scale=1.15,
        brands={
            "dress": ("Lisenne", "Atelier Brume", "Vallmora", "Petit Orage", "Nordlys & Co", "Casa Tilde"),
            "wear": ("Haldermoor", "Vallmora", "Grauwald", "Petit Orage", "Lindgrove"),
            "shoe": ("Passo Lento", "Kurvenlauf", "Montelark", "Zolenne"),
            "tech": ("Klangfeld", "Otonelle", "Stillwerk", "Bruma Audio"),
            "home": ("Terrafina", "Kesselhaus", "Maison Pluie", "Oliveto"),
        },
    ),
)

_DRESSES = ("wrap midi", "tiered maxi", "satin slip", "ribbed knit", "shirt", "tea", "pleated midi", "smock mini")
_DRESS_DETAILS = ("a tie waist", "puff sleeves", "side pockets", "a square neck", "a low back", "long sleeves")

# fmt: off
RANGES = (
    Range("dg", "Apparel > Dresses", 30, 18.0, 144.0, "dress", _DRESSES, _DRESS_DETAILS, "dress", GREENS,
          _CLOTHES_SIZES, 0.6),
    Range("dr", "Apparel > Dresses", 54, 16.0, 210.0, "dress", _DRESSES, _DRESS_DETAILS, "dress",
          (*_NEUTRAL, *_WARM, *_COOL), _CLOTHES_SIZES, 0.5),
    Range("tp", "Apparel > Tops", 28, 9.0, 55.0, "top", ("linen", "cropped", "oversized cotton", "silk-blend"),
          ("short sleeves", "a boat neck", "a relaxed fit"), "wear", COLOURS, _TOP_SIZES, 0.4),
    Range("kn", "Apparel > Knitwear", 20, 24.0, 120.0, "jumper", ("cable knit", "lambswool", "roll neck", "chunky"),
          ("ribbed cuffs", "a soft handle", "drop shoulders"), "wear", COLOURS, _TOP_SIZES, 0.1),
    Range("jk", "Apparel > Jackets", 20, 45.0, 240.0, "jacket", ("quilted", "denim", "waxed", "tailored"),
          ("deep pockets", "a two-way zip", "a warm lining"), "wear", COLOURS, _TOP_SIZES, 0.0),
    Range("tr", "Apparel > Trousers", 22, 22.0, 95.0, "trousers", ("wide-leg", "straight", "corduroy", "cargo"),
          ("a high rise", "turn-ups", "stretch"), "wear", (*_NEUTRAL, *GREENS[:3], "blue"), _CLOTHES_SIZES, 0.1),
    Range("bg", "Apparel > Bags", 16, 19.0, 180.0, "bag", ("cross-body", "tote", "bucket", "weekend"),
          ("an inner pocket", "a magnetic clasp", "a long strap"), "wear", (*_NEUTRAL, *_WARM, "forest green"), (),
          0.0),
    Range("rs", "Shoes > Sports shoes", 30, 38.0, 165.0, "sports shoes",
          ("cushioned running", "trail running", "court", "gym training", "walking"),
          ("a breathable upper", "a grippy sole", "a padded collar"), "shoe", (*COLOURS[:16], "bright green"),
          _SHOE_SIZES, 0.5),
    Range("sn", "Shoes > Sneakers", 20, 29.0, 110.0, "sneakers", ("canvas", "retro", "leather low-top", "platform"),
          ("a rubber sole", "a suede trim", "flat laces"), "shoe", COLOURS[:16], _SHOE_SIZES, 0.3),
    Range("bt", "Shoes > Boots", 18, 49.0, 210.0, "boots", ("chelsea", "lace-up", "ankle", "hiking"),
          ("a stacked heel", "a lug sole", "an elastic side"), "shoe", (*_NEUTRAL, "burgundy", "olive green"),
          _SHOE_SIZES, 0.0),
    Range("hp", "Electronics > Headphones", 30, 25.0, 320.0, "headphones",
          ("wireless over-ear", "noise-cancelling", "on-ear", "studio", "sports in-ear"),
          ("40 hours of battery", "fast charging", "a folding frame"), "tech",
          ("black", "white", "grey", "navy", "blue", "red", "pink", "sage green"), (), 0.4),
    Range("sp", "Electronics > Speakers", 14, 29.0, 260.0, "speaker", ("portable", "bookshelf", "smart", "outdoor"),
          ("a splash-proof shell", "stereo pairing", "deep bass"), "tech",
          ("black", "white", "grey", "blue", "orange", "turquoise"), (), 0.0),
    Range("sw", "Electronics > Smartwatches", 14, 79.0, 340.0, "smartwatch", ("fitness", "round", "slim", "outdoor"),
          ("a bright screen", "seven days of battery", "GPS"), "tech",
          ("black", "white", "grey", "pink", "navy", "green"), (), 0.0),
    Range("lp", "Homeware > Lamps", 16, 24.0, 190.0, "lamp", ("arched floor", "bedside", "desk", "mushroom"),
          ("a linen shade", "a dimmer", "a brass stem"), "home", COLOURS[:16], (), 0.0),
    Range("cu", "Homeware > Cushions", 18, 12.0, 60.0, "cushion", ("velvet", "boucle", "linen", "tufted"),
          ("a feather filling", "piped edges", "a hidden zip"), "home", COLOURS, (), 0.2),
    Range("mg", "Homeware > Mugs", 18, 8.0, 34.0, "mug", ("stoneware", "speckled", "enamel", "espresso"),
          ("a reactive glaze", "a big handle", "a matt finish"), "home", COLOURS, (), 0.3),
    Range("vs", "Homeware > Vases", 16, 14.0, 110.0, "vase", ("ribbed", "bottle", "round", "tall"),
          ("a narrow neck", "a hand-turned foot", "a crackle glaze"), "home", COLOURS, (), -0.1),
)
# fmt: on
