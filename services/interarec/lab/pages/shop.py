"""The shop a layout draws: locale, theme, items, and the small pieces of HTML that carry their own truth.

Every amount is an element with `data-kind`, `data-amount`, `data-currency` and the offer it belongs to, every
title one with `data-title`; `draw` reads them back from the rendered page.
"""

# ruff: noqa: E501, C408  markup and script are kept in the lines they are drawn in
from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from interarec.lab.pages.goods import COLORS, Item, make_items

__all__ = ["LOCALES", "THEMES", "Locale", "Shop", "Theme", "open_shop"]


@dataclass(frozen=True, slots=True)
class Locale:
    """Language and money of a shop. `form` places sign and number, `cents` is whether decimals are printed."""

    code: str
    currency: str
    form: str
    decimal: str
    group: str
    factor: float
    cents: bool
    words: dict[str, str]


_EN = dict(
    add="Add to basket", was="Was", now="Now", free="Free delivery over", filters="Filters", sort="Sort by: Featured",
    total="Total", subtotal="Subtotal", delivery="Delivery", reviews="reviews", under="Under", results="results",
    save="Save", off="off", basket="Your basket", checkout="Checkout", per_month="per month", from_="From",
    per_night="per night", clear="Clear all", compare="Compare products", buy="Buy now", rrp="RRP", only="Only 3 left",
    search="Search", each="each", tax="incl. VAT", details="View details", similar="You may also like", qty="Qty",
)  # fmt: skip
_US = {**_EN, "add": "Add to cart", "free": "Free shipping on orders over", "basket": "Shopping Cart", "delivery": "Shipping",
       "rrp": "List price:", "tax": "plus tax"}  # fmt: skip
_DE = dict(
    add="In den Warenkorb", was="statt", now="jetzt", free="Kostenloser Versand ab", filters="Filter", sort="Sortieren nach",
    total="Gesamtsumme", subtotal="Zwischensumme", delivery="Versand", reviews="Bewertungen", under="Unter", results="Artikel",
    save="Sie sparen", off="Rabatt", basket="Warenkorb", checkout="Zur Kasse", per_month="pro Monat", from_="ab",
    per_night="pro Nacht", clear="Alle löschen", compare="Produktvergleich", buy="Jetzt kaufen", rrp="UVP", only="Nur noch 3 Stück",
    search="Suche", each="pro Stück", tax="inkl. MwSt.", details="Details ansehen", similar="Ähnliche Artikel", qty="Menge",
)  # fmt: skip
_FR = dict(
    add="Ajouter au panier", was="au lieu de", now="", free="Livraison gratuite dès", filters="Filtres", sort="Trier par",
    total="Total", subtotal="Sous-total", delivery="Livraison", reviews="avis", under="Moins de", results="produits",
    save="Économisez", off="de réduction", basket="Mon panier", checkout="Commander", per_month="par mois", from_="À partir de",
    per_night="par nuit", clear="Tout effacer", compare="Comparatif", buy="Acheter", rrp="Prix conseillé", only="Plus que 3",
    search="Rechercher", each="l'unité", tax="TTC", details="Voir le produit", similar="Vous aimerez aussi", qty="Quantité",
)  # fmt: skip
_ES = {**_EN, "add": "Añadir a la cesta", "was": "Antes", "free": "Envío gratis a partir de", "filters": "Filtrar", "total": "Total",
       "subtotal": "Subtotal", "delivery": "Envío", "reviews": "opiniones", "results": "resultados", "from_": "desde", "tax": "IVA incl.",
       "per_night": "por noche", "per_month": "al mes", "off": "de descuento", "search": "Buscar", "basket": "Cesta"}  # fmt: skip
_NL = {**_EN, "add": "In winkelwagen", "was": "Adviesprijs", "free": "Gratis verzending vanaf", "filters": "Filters", "total": "Totaal",
       "subtotal": "Subtotaal", "delivery": "Verzendkosten", "reviews": "reviews", "results": "resultaten", "from_": "vanaf",
       "per_night": "per nacht", "per_month": "per maand", "off": "korting", "search": "Zoeken", "basket": "Winkelwagen"}  # fmt: skip
_IN = {**_EN, "add": "Add to bag", "was": "MRP", "rrp": "M.R.P.:", "basket": "My bag", "tax": "inclusive of all taxes"}
_JA = {**_EN, "add": "カートに入れる", "was": "通常価格", "free": "送料無料", "reviews": "件", "tax": "税込", "total": "合計",
       "subtotal": "小計", "delivery": "送料", "buy": "今すぐ買う"}  # fmt: skip

_IT = {**_EN, "add": "Aggiungi al carrello", "was": "Prezzo precedente", "free": "Spedizione gratuita da", "filters": "Filtri",
       "total": "Totale", "subtotal": "Subtotale", "delivery": "Spedizione", "reviews": "recensioni", "results": "risultati",
       "from_": "da", "tax": "IVA incl.", "per_month": "al mese", "search": "Cerca", "basket": "Carrello"}  # fmt: skip
_SV = {**_EN, "add": "Lägg i varukorgen", "was": "Ord. pris", "free": "Fri frakt över", "filters": "Filter", "total": "Totalt",
       "delivery": "Frakt", "reviews": "omdömen", "results": "produkter", "from_": "från", "per_month": "per månad",
       "search": "Sök", "basket": "Varukorg"}  # fmt: skip
_PL = {**_EN, "add": "Do koszyka", "was": "Cena regularna", "free": "Darmowa dostawa od", "filters": "Filtry", "total": "Razem",
       "delivery": "Dostawa", "reviews": "opinii", "results": "produktów", "from_": "od", "per_month": "miesięcznie",
       "search": "Szukaj", "basket": "Koszyk"}  # fmt: skip

LOCALES: dict[str, Locale] = {
    "en-GB": Locale("en-GB", "GBP", "£{}", ".", ",", 0.9, True, _EN),
    "en-US": Locale("en-US", "USD", "${}", ".", ",", 1.1, True, _US),
    "de-DE": Locale("de-DE", "EUR", "{} €", ",", ".", 1.0, True, _DE),
    "fr-FR": Locale("fr-FR", "EUR", "{} €", ",", " ", 1.0, True, _FR),
    "en-IE": Locale("en-IE", "EUR", "€{}", ".", ",", 1.0, True, _EN),
    "en-IN": Locale("en-IN", "INR", "₹{}", ".", ",", 90.0, False, _IN),
    "hi-IN": Locale("hi-IN", "INR", "Rs. {}", ".", ",", 90.0, False, _IN),
    "ja-JP": Locale("ja-JP", "JPY", "¥{}", ".", ",", 160.0, False, _JA),
    "es-ES": Locale("es-ES", "EUR", "{} €", ",", ".", 1.0, True, _ES),
    "nl-NL": Locale("nl-NL", "EUR", "€ {}", ",", ".", 1.0, True, _NL),
    "it-IT": Locale("it-IT", "EUR", "{} €", ",", ".", 1.0, True, _IT),
    "sv-SE": Locale("sv-SE", "SEK", "{} kr", ",", " ", 11.0, False, _SV),
    "pl-PL": Locale("pl-PL", "PLN", "{} zł", ",", " ", 4.3, True, _PL),
    "de-CH": Locale("de-CH", "CHF", "CHF {}", ".", "’", 1.0, True, _DE),
    "in-Rs": Locale("in-Rs", "INR", "Rs.{}", ".", ",", 90.0, False, _IN),
    "in-bare": Locale("in-bare", "INR", "{}", ".", ",", 90.0, False, _IN),
    "ja-en": Locale("ja-en", "JPY", "{}円", ".", ",", 160.0, False, _JA),
    "en-USD": Locale("en-USD", "USD", "US ${}", ".", ",", 1.1, True, _US),
    "en-JP": Locale("en-JP", "JPY", "{}円", ".", ",", 160.0, False, _EN),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Type and colours of a shop."""

    font: str
    size: int
    background: str
    card: str
    text: str
    pale: str
    accent: str
    price: str


THEMES: dict[str, Theme] = {
    "plain": Theme("Liberation Sans", 15, "#ffffff", "#ffffff", "#1d1d1f", "#6e6e73", "#0a66c2", "#1d1d1f"),
    "sale": Theme("Liberation Sans", 14, "#ffffff", "#ffffff", "#222222", "#777777", "#d0021b", "#d0021b"),
    "serif": Theme("Liberation Serif", 17, "#fbf8f3", "#fbf8f3", "#2b2622", "#85796e", "#7a4b2b", "#2b2622"),
    "dark": Theme("DejaVu Sans", 14, "#121317", "#1d1f26", "#eceef2", "#9aa0ac", "#3ea6ff", "#ffffff"),
    "night": Theme("Liberation Sans", 16, "#0b1020", "#151c33", "#dfe6ff", "#8792b5", "#ffb020", "#7cf2a5"),
    "grey": Theme("DejaVu Sans", 13, "#eef0f2", "#ffffff", "#24292f", "#57606a", "#1a7f37", "#24292f"),
    "grotesk": Theme("Roboto", 14, "#ffffff", "#ffffff", "#212121", "#878787", "#2874f0", "#212121"),
    "open": Theme("Open Sans", 13, "#ffffff", "#ffffff", "#0f1111", "#565959", "#c45500", "#0f1111"),
    "airy": Theme("Lato", 16, "#ffffff", "#ffffff", "#2d2d2d", "#8a8a8a", "#2d2d2d", "#2d2d2d"),
    "inter": Theme("Inter", 14, "#f7f7f8", "#ffffff", "#16181d", "#6b7280", "#0b5fff", "#16181d"),
    "coral": Theme("Lato", 15, "#fff8f4", "#ffffff", "#3a2a26", "#94807a", "#e4572e", "#3a2a26"),
    "forest": Theme("Open Sans", 14, "#f4f6f2", "#ffffff", "#1e2a23", "#68776d", "#0b6e4f", "#b02a1d"),
    "narrow": Theme("Liberation Sans Narrow", 17, "#ffffff", "#f6f6f6", "#111111", "#666666", "#111111", "#b3261e"),
}


@dataclass(slots=True)
class Shop:
    """What a layout gets to draw with. Layouts call the piece makers and never write an amount by hand."""

    rng: random.Random
    locale: Locale
    theme: Theme
    department: str
    items: list[Item] = field(default_factory=list)

    def word(self, key: str) -> str:
        """A phrase in the shop's language."""
        return self.locale.words[key]

    def number(self, amount: Decimal, *, cents: bool | None = None) -> str:
        """The amount in the locale's digits, without sign."""
        with_cents = (self.locale.cents and amount < 10_000) if cents is None else cents
        whole, _, rest = f"{amount:.2f}".partition(".")
        grouped = _indian(whole) if self.locale.currency == "INR" else f"{int(whole):,}"
        return grouped.replace(",", self.locale.group) + (self.locale.decimal + rest if with_cents else "")

    def text(self, amount: Decimal, *, cents: bool | None = None) -> str:
        """The amount with its sign as the locale prints it."""
        return self.locale.form.format(self.number(amount, cents=cents))

    def money(
        self, amount: Decimal, offer: int | None = None, *, kind: str = "current", css: str = "", raised: bool = False
    ) -> str:
        """An amount that carries its truth. `raised` prints the cents small and high where there are any."""
        inner = escape(self.text(amount))
        if raised and self.locale.cents and amount < 10_000 and self.locale.decimal in inner:
            whole, _, rest = inner.rpartition(self.locale.decimal)
            inner = f'{whole}<sup style="font-size:.5em;vertical-align:top">{rest[:2]}</sup>{rest[2:]}'
        return self.printed(amount, inner, offer, kind=kind, css=css)

    def printed(
        self, amount: Decimal, inner: str, offer: int | None = None, *, kind: str = "current", css: str = ""
    ) -> str:
        """An amount printed in a way of its own: `inner` is the markup that must read as the amount."""
        owner = "" if offer is None else f' data-offer="{offer}"'
        struck = "text-decoration:line-through;" if kind == "was" and "no-strike" not in css else ""
        style = struck + css.replace("no-strike", "")
        return (
            f'<span data-kind="{kind}" data-amount="{amount}" data-currency="{self.locale.currency}"{owner} '
            f'style="white-space:nowrap;{style}">{inner}</span>'
        )

    def title(
        self, offer: int, *, tag: str = "div", css: str = "", with_brand: bool = False, long: bool = False
    ) -> str:
        """The title of an item, carrying its truth; `long` strings brand, name, facts and colour together."""
        item = self.items[offer]
        name = f"{item.brand} {item.title}" if with_brand else item.title
        if long:
            name = f"{item.brand} {item.title}, {', '.join(item.specs)} ({item.color})"
        return f'<{tag} data-title data-offer="{offer}" style="{css}">{escape(name)}</{tag}>'

    def brand(self, offer: int, *, tag: str = "div", css: str = "") -> str:
        """The brand of an item, carrying its truth."""
        return f'<{tag} data-brand data-offer="{offer}" style="{css}">{escape(self.items[offer].brand)}</{tag}>'

    def was(self, offer: int, *, label: bool = False, css: str = "") -> str:
        """The earlier price of an item, or nothing."""
        item = self.items[offer]
        if item.was is None:
            return ""
        prefix = escape(self.word("was")) + " " if label else ""
        return prefix + self.money(item.was, offer, kind="was", css=f"color:{self.theme.pale};" + css)

    def percent(self, offer: int) -> int:
        """The discount of an item in per cent, 0 without an earlier price."""
        item = self.items[offer]
        return int((1 - item.price / item.was) * 100) if item.was else 0

    def stars(self, offer: int, *, form: int = 0) -> str:
        """A rating in one of four forms."""
        item = self.items[offer]
        full = "★" * round(item.rating) + "☆" * (5 - round(item.rating))
        reviews = f"{item.reviews:,}"
        return (
            f"{full} {item.rating} ({reviews})",
            f"{item.rating} ★ | {reviews} {self.word('reviews')}",
            f"{full} {reviews}",
            f"{item.rating}/5 · {reviews} {self.word('reviews')}",
        )[form]

    def threshold(self) -> str:
        """A line about free delivery above an amount."""
        amount = Decimal(round(40 * self.locale.factor))
        return f"{escape(self.word('free'))} {self.money(amount, kind='threshold')}"

    def picture(self, offer: int, width: int, height: int, *, tint: str = "#f1f1f0") -> str:
        """A drawing of the item in its colour."""
        item = self.items[offer]
        fill = COLORS[item.color]
        shape = _SHAPES[item.shape].format(fill=fill)
        return (
            f'<svg width="{width}" height="{height}" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid meet" '
            f'style="background:{tint};display:block;flex:none">{shape}</svg>'
        )

    def photo(self, offer: int, width: int, height: int, *, words: str = "", css: str = "") -> str:
        """A picture with the grain, light and blur of a photograph; `words` are printed on the thing."""
        item = self.items[offer]
        seed, number = self.rng.randrange(1000), self.rng.randrange(10**6)
        light = self.rng.choice(["#f4f2ee", "#e9e6e0", "#dfe3e6", "#efe6da", "#c9cfd2"])
        shape = _SHAPES[item.shape].format(fill=COLORS[item.color])
        text = f'<text x="50" y="58" font-size="7" text-anchor="middle" fill="#fff" opacity=".8">{escape(words)}</text>'
        return (
            f'<svg width="{width}" height="{height}" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" style="display:block;flex:none;{css}"><defs>'
            f'<radialGradient id="g{number}"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="{light}"/></radialGradient>'
            f'<filter id="n{number}" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency=".09 .35" numOctaves="2" seed="{seed}"/>'
            '<feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 .9 0 0 0 -.28"/><feComposite in2="SourceAlpha" operator="in" result="t"/>'
            '<feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="t"/></feMerge></filter></defs>'
            f'<rect width="100" height="100" fill="url(#g{number})"/><g filter="url(#n{number})"><ellipse cx="52" cy="90" rx="36" ry="5" fill="#0003"/>{shape}</g>{text}</svg>'
        )


_SHAPES: dict[str, str] = {
    "dress": '<circle cx="50" cy="12" r="7" fill="#d8a583"/><path d="M40 22 L60 22 L64 48 L76 92 L24 92 L36 48 Z" fill="{fill}"/>'
    '<path d="M40 24 L30 50 L34 52 L42 34 Z M60 24 L70 50 L66 52 L58 34 Z" fill="#d8a583"/>',
    "shoe": '<path d="M10 62 Q22 58 34 40 Q44 46 56 56 L86 62 Q92 66 90 74 L10 74 Z" fill="{fill}"/>'
    '<rect x="8" y="74" width="84" height="7" rx="3" fill="#e6e3dc"/>',
    "box": '<rect x="18" y="26" width="64" height="46" rx="5" fill="{fill}"/><rect x="44" y="72" width="12" height="8" fill="#777"/>'
    '<rect x="32" y="80" width="36" height="4" fill="#777"/>',
    "bottle": '<rect x="42" y="12" width="16" height="14" fill="#999"/><rect x="34" y="26" width="32" height="62" rx="8" fill="{fill}"/>'
    '<rect x="38" y="46" width="24" height="22" fill="#fff" opacity=".55"/>',
    "house": '<rect width="100" height="52" fill="#9cc4e4"/><rect y="70" width="100" height="30" fill="#7da35a"/>'
    '<rect x="24" y="44" width="52" height="36" fill="#e3d6c3"/><path d="M18 46 L50 20 L82 46 Z" fill="{fill}"/>'
    '<rect x="44" y="58" width="12" height="22" fill="#5b4634"/>',
    "car": '<rect width="100" height="60" fill="#cfd8df"/><rect y="60" width="100" height="40" fill="#8b8f94"/>'
    '<path d="M10 66 L18 52 L34 50 L44 38 L70 38 L80 52 L92 56 L92 68 L10 68 Z" fill="{fill}"/>'
    '<circle cx="28" cy="69" r="8" fill="#222"/><circle cx="76" cy="69" r="8" fill="#222"/>',
    "book": '<rect x="24" y="8" width="54" height="82" rx="2" fill="{fill}"/><rect x="24" y="8" width="5" height="82" fill="#0003"/>'
    '<rect x="36" y="24" width="34" height="5" fill="#fff" opacity=".7"/><circle cx="53" cy="60" r="13" fill="#fff" opacity=".35"/>',
    "ring": '<circle cx="50" cy="58" r="26" fill="none" stroke="{fill}" stroke-width="6"/><path d="M50 16 L60 26 L50 36 L40 26 Z" fill="#bfe3f2"/>',
    "tyre": '<circle cx="50" cy="50" r="40" fill="#232323"/><circle cx="50" cy="50" r="25" fill="{fill}"/><circle cx="50" cy="50" r="8" fill="#ddd"/>',
    "bike": '<g fill="none" stroke="{fill}" stroke-width="3"><circle cx="26" cy="64" r="18"/><circle cx="76" cy="64" r="18"/><path d="M26 64 L40 36 L66 36 L76 64 M40 36 L50 64 L26 64 M50 64 L66 36 L64 28 L72 28"/></g>',
    "glasses": '<g fill="#cfe3ea88" stroke="{fill}" stroke-width="4"><circle cx="30" cy="52" r="16"/><circle cx="70" cy="52" r="16"/><path d="M46 50 Q50 44 54 50" fill="none"/></g>',
    "flower": '<path d="M50 50 L46 92 L54 92 Z" fill="#4c7a3f"/><g fill="{fill}"><circle cx="34" cy="38" r="13"/><circle cx="64" cy="36" r="14"/><circle cx="50" cy="22" r="12"/><circle cx="50" cy="48" r="13"/></g>',
}


def _indian(whole: str) -> str:
    head, tail = whole[:-3], whole[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


def open_shop(seed: int, *, locale: str, theme: str, department: str, count: int) -> Shop:
    """A shop with `count` items; the same seed gives the same shop."""
    rng = random.Random(seed)
    place = LOCALES[locale]
    items = make_items(rng, department, count, factor=place.factor, cents=place.cents)
    return Shop(rng, place, THEMES[theme], department, items)
