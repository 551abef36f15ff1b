"""Words on shop pages that are not product titles: buttons, navigation, ratings, promotions, specifications.

Regular expressions on one recognised line; blanks may be missing. Used to find titles by exclusion and to fill
the categories of the summary.
"""

from __future__ import annotations

import re

__all__ = ["find_promotion", "find_rating", "find_specification", "is_basket_word", "is_button", "is_comparison_word",
           "is_not_a_title", "states_an_attribute", "words_in"]  # fmt: skip

_BUTTON = re.compile(
    r"^(?:\+|»|›|>)?\s*(?:add(?:ed)?(?:\s*to)?\s*(?:basket|bag|cart|trolley|wish\s*list|favou?rites"
    r"|compare)?|buy(?:\s*it)?(?:\s*now)?|quick\s*(?:view|add|buy|shop)"
    r"|(?:choose|select|view|see|more|show|shop|order|book|reserve|check|compare|read|find|explore"
    r"|discover|learn|get|browse|save|request|contact|call|email|start)"
    r"\s*(?:options?|size|sizes|colou?rs?|details?|more|all|now|deals?|offers?|availability|product"
    r"|room|rooms|store|price|prices|similar|the\s*\w+|this|it|agent|dealer|here|for\s*later"
    r"|shopping|tour|quote)?"
    r"|in\s*den\s*(?:warenkorb|einkaufswagen)|warenkorb|jetzt\s*(?:kaufen|bestellen|buchen)|zum\s*(?:angebot"
    r"|produkt|shop)|details\s*ansehen|kaufen|ajouter(?:\s*au\s*panier)?|acheter|voir(?:\s*(?:plus"
    r"|le\s*produit|l.offre))?"
    r"|a[ñn]adir(?:\s*a(?:l| la)\s*(?:carrito|cesta))?|comprar(?:\s*ahora)?|aggiungi(?:\s*al\s*carrello)?"
    r"|acquista|in\s*winkelwagen|bestellen|merken|vergleichen|カートに入れる|購入する|今すぐ買う"
    r"|wish\s*list|favou?rites?|compare|checkout|remove|delete|edit|update|apply|clear(?:\s*all)?"
    r"|reset|close|menu|home|help|account|sign\s*in|log\s*in|login|register|search|filter[s]?"
    r"|sort(?:\s*by)?.*|next|prev(?:ious)?|back"
    r"|notify\s*me|out\s*of\s*stock|in\s*stock|sold\s*out|available|auf\s*lager|en\s*stock|disponible"
    r"|disponibile|nur\s*noch\s*\d+.*|only\s*\d+\s*left.*|low\s*stock|last\s*(?:one|few|chance).*"
    r"|selling\s*fast"
    r"|qty:?\s*\d*|quantity:?\s*\d*|menge:?\s*\d*|anzahl:?\s*\d*|size:?\s*\w{0,3}|colou?r:?|size\s*guide"
    r"|select\s*a?\s*size|free\s*returns?|share|ask\s*a\s*question|write\s*a\s*review|sponsored"
    r"|gesponsert|anzeige|ad|advertisement)\s*[>›»→!.+×x]?$",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"^(?:new(?:\s*in|\s*arrival|\s*season)?|neu|nouveau(?:t[ée])?|nuevo|novit[àa]|sale|hot|best\s*seller"
    r"|bestseller|top\s*(?:seller|rated)|popular|exclusive|limited(?:\s*edition)?|trending|deal(?:\s*of\s*the\s*day)?"
    r"|offer|reduced"
    r"|save|clearance|only\s*online|online\s*only|eco|vegan|organic|bio|rollback|prime|our\s*pick"
    r"|editor'?s\s*choice|member\s*price|club\s*price|price\s*drop|great\s*price|good\s*price"
    r"|fair\s*price|featured|premium|recommended|in\s*den\s*letzten|angebot|aktion|soldes|promo"
    r"|oferta|offerta)!?$",
    re.IGNORECASE,
)
_RATING_VALUE = re.compile(
    r"(?<![\d.,$£€])([0-5][.,]\d{1,2})\s*(?:/\s*5|out\s*of\s*5|von\s*5|sur\s*5|stars?|sterne"
    r"|[★☆✩⭐*]|\(\s*[\d.,]+k?\s*(?:reviews?|ratings?)?\)|\|?\s*[\d.,]+k?\s*(?:reviews?|ratings?"
    r"|bewertungen|avis|opiniones))"
    r"|[★⭐]\s*([0-5][.,]\d)|(?:rated|rating|bewertung|note)\s*:?\s*([0-5][.,]\d)|(?<![\d.,$£€])([5-9][.,]\d"
    r"|10)\s*/\s*10|^([0-5][.,]\d)$",
    re.IGNORECASE,
)
_STARS = re.compile(r"[★☆✩⭐]{3,}")
_REVIEW_COUNT = re.compile(
    r"\(?\s*\d[\d.,]*k?\s*\+?\s*\)?\s*(?:customer\s*)?(?:reviews?|ratings?|bewertungen|avis|opiniones"
    r"|recensioni|sold|verkauft|レビュー|件)|^\(\d[\d.,]*k?\)$",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"(?:up\s*to\s*|bis\s*zu\s*|jusqu['’]?\s*[àa]\s*|extra\s*|hasta\s*(?:el\s*)?)?[-–−]?\s?(?<!\d)\d{1,2}\s?%(?!\s*(?:claimed|positive|charged))\s*(?:off"
    r"|rabatt|reduziert|discount|de\s*(?:r[ée]duction|remise|descuento)|sconto|sale|cash\s*back"
    r"|cheaper|student|auf|sur|on|de|korting)?"
    r"|free\s*(?:\w+\s*)?(?:delivery|shipping|returns?|gift|p&p|postage|cancellation)|kostenlos\w*\s*(?:versand"
    r"|lieferung|r[üu]ck\w*|stornierung)?|versandkostenfrei|gratis\s*\w+|livraison\s*(?:gratuite"
    r"|offerte)|env[ií]o\s*gratis|spedizione\s*gratuita|送料無料"
    r"|(?:buy|get|take|any|nimm)\s*\d\s*(?:,|and|&)?\s*(?:get|for|pay|zahl|f[üu]r)\s*\S+(?:\s*(?:free"
    r"|off|half\s*price))?|\b\d\s*(?:for|f[üu]r|pour|x)\s*(?:\d\b|[£$€]\s?\d+)|half\s*price|bogo\w*"
    r"|two\s*for\s*one"
    r"|(?:use|with|mit|avec)?\s*(?:code|coupon|gutschein(?:code)?|voucher)\s*:?\s*[A-Z0-9]{4,}"
    r"|black\s*friday\w*|cyber\s*(?:monday|week)|(?:summer|winter|spring|mid[\s-]*season|end\s*of\s*season"
    r"|final|flash|clearance|annual|season|weekend)\s*(?:sale|deals?)"
    r"|sale\s*(?:ends|now\s*on|up\s*to|on\s*now)|deal\s*of\s*the\s*(?:day|week)|lightning\s*deal"
    r"|limited[\s-]*time\s*(?:offer|deal)?|(?:offer|deal)s?\s*(?:ends?|valid|expires)|clearance"
    r"|schlussverkauf|sonderangebot|soldes|rebajas|saldi|ausverkauf|angebot\s*des\s*tages|tagesangebot"
    r"|(?:you\s*)?sav(?:e|ings?)\s*(?:up\s*to\s*|an?\s*extra\s*)?[£$€₹]?\s?\d+[\d.,]*\s?%?|[£$€₹]\s?\d+(?:[.,]\d{2})?\s*(?:off"
    r"|rabatt|cash\s*back)|\d+[.,]?\d*\s?€\s*(?:rabatt|sparen|gespart|de\s*r[ée]duction)|student\s*discount"
    r"|price\s*drop|rollback|members?\s*(?:price|save|only|get)|no\s*cost\s*emi|bank\s*offer"
    r"|exchange\s*offer|last\s*chance\s*to\s*buy",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"^\W*(?:as\s*low\s*as|starting\s*(?:at|from)|every\s*day\s*low.*|low(?:er)?\s*price.*|prix\s*(?:bas|carte|club).*|(?:sehr\s*)?(?:guter?|fairer)\s*preis"
    r"|(?:très\s*)?bon\s*prix|(?:muy\s*)?buen\s*precio|(?:ottimo|buon)\s*prezzo|(?:erhöhter|hoher|keine)\s*(?:preis|angabe).*"
    r"|departure\s*times?.*|journey\s*(?:time|duration).*|(?:\d+\s*)?stops?|airlines?|horarios?\b.*|account\s*(?:&|and)\s*lists|.*bought\s*in\s*past.*|.*im\s*letzten\s*monat\s*gekauft.*|abflug.*|flugdauer.*|(?:\d+\s*)?(?:deals?|offers?|angebote?|offres?|ofertas?|offerte)\s*(?:from|ab|à\s*partir.*|desde|da)\b.*"
    r"|(?:sort|ordenar|trier|sortier\w*|ordina|sorteer\w*)\b.*(?:by|por|par|nach|per|op)?\b.*"
    r"|(?:hello|hallo|bonjour|hola|ciao)\b.*(?:sign|log|anmelden|connect|identif|accedi).*|(?:only|nur|solo|plus\s*que|nog)\s*(?:noch\s*|maar\s*)?\d+\b.*"
    r"|.*\b(?:show\s*on\s*map|auf\s*(?:der\s*)?karte|(?:voir|sur)\s*la\s*carte|ver\s*en\s*el\s*mapa|sulla\s*mappa|toon\s*op\s*kaart)\b.*"
    r"|.*\b(?:from|vom|du|del|dal|van\s*het)\s*(?:the\s*)?(?:city\s*)?(?:cent(?:re|er|rum)|zentrum|centre|centro).*"
    r"|(?:sehr\s*)?gut|excellent|exzellent|eccellente|excelente|superb|wonderful|fabulous|hervorragend|buono|ottimo|très\s*bien|bien"
    r"|(?:new|used|pre-?owned|refurbished|very\s*good|like\s*new|neu|gebraucht|sehr\s*gut|occasion|reconditionné)\s*[-–·|]\s*\S+(?:\s\S+)?"
    r"|(?:dispatched|deliver)\s*to\b.*|enter\s*search.*|suchbegriff.*)\W*$",
    re.IGNORECASE,
)
_SPEC_UNIT = re.compile(
    r"(?<![\w.£$€₹])\d[\d.,]*\s?(?:gb|tb|mah|mp|hz|khz|mhz|ghz|w|kw|kwh|v|inch(?:es)?|in\.|[\"”]"
    r"|mm|cm|m|ft|kg|g|oz|lbs?|ml|cl|l|litres?|liters?|seats?|doors?|bed(?:room)?s?|bath(?:room)?s?"
    r"|beds?|ba|bd|zimmer|sq\.?\s*ft|sqft|m²|m2|sqm|acres?|miles?|mi|km|mpg|hp|ps|bhp|cc|den"
    r"|carat|ct|pack|pieces?|pcs|nights?|n[äa]chte|guests?|hours?|years?\s*warranty|jahre\s*garantie"
    r"|rpm|dpi|watt|volt|fps|core)(?![a-z])",
    re.IGNORECASE,
)
_SPEC_LABEL = re.compile(
    r"^(?:material|fabric|composition|fit|style|pattern|sleeve|neck\w*|length|heel|sole|upper"
    r"|closure|care|season|occasion|dimensions?|weight|height|width|depth|capacity|storage|memory"
    r"|ram|processor|cpu|display|screen|battery|camera|connectivity|resolution|os|fuel|transmission"
    r"|mileage|engine|body|colou?r|size|year|bedrooms?|bathrooms?|property\s*type|tenure|energy(?:\s*class)?"
    r"|warranty|model|finish|power|voltage|flavou?r|ingredients|origin|gr[öo][ßs]e|farbe|marke"
    r"|brand|gewicht|ma[ßs]e|leistung|taille|couleur|mati[èe]re|talla|material[e]?|kraftstoff"
    r"|getriebe|kilometerstand|check[\s-]*in|check[\s-]*out|board|room\s*type)\s*[:：]\s*\S",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    r"\b\d{1,3}\s?%\s?(?:cotton|polyester|wool|linen|silk|viscose|elastane|nylon|leather|cashmere"
    r"|baumwolle|wolle|leinen|coton|laine|organic|recycled)\b",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"^(?:(?:x{0,3}s|s|m|l|x{1,4}l|\d{1,2}(?:[.,]5)?|one\s*size|uk|eu|us)[\s,/|·•-]*){1,14}$",
    re.IGNORECASE,
)
_BASKET = re.compile(
    r"(?:sub\s*-?total|order\s*(?:summary|total)|proceed\s*to\s*checkout|secure\s*checkout|\bcheckout\b"
    r"|zur\s*kasse|zwischensumme|gesamtsumme|sous[\s-]*total|resumen\s*del\s*pedido|your\s*(?:bag"
    r"|basket|cart)\b|shopping\s*(?:bag|basket|cart)|my\s*(?:bag|basket|cart)\b|warenkorb\s*\("
    r"|合計)",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"(?:compare\s*(?:products|items|models|\d)|product\s*comparison|side\s*by\s*side|\bvs\.?\b"
    r"|produktvergleich|vergleich\b|comparatif|comparar\s*productos|comparison)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:[\W\d_]+|(?:guide|asking|fixed|starting|sale|our|current|regular|member'?s?|normal)\s*price|offers?\s*(?:over|in\s*(?:the\s*)?(?:excess|region)\s*(?:of)?|around|invited)"
    r"|(?:oieo|oiro|poa|price\s*on\s*application|for\s*sale|to\s*(?:let|rent)|new\s*lower\s*price)|(?:page|seite)\s*\d+.*|\d+\s*(?:results?|items?|products?|ergebnisse|artikel"
    r"|r[ée]sultats|produits|properties|hotels|cars|styles|colou?rs?|farben|couleurs|offers?"
    r"|sizes?|reviews?|options?|photos?)\b.*|showing\s*\d.*|(?:home|start\w*|accueil|inicio)\s*[>/›»|].*"
    r"|.*\s[>›»/]\s.*\s[>›»/]\s.*|\+\s?\d+(?:\s*(?:colou?rs?|more|farben))?|(?:more\s*)?colou?rs?\s*available"
    r"|home(?:\s*[>/›»,]|\s\s).*|(?:added|reduced|listed|posted)\s*(?:on|by|today|yesterday).*"
    r"|(?:or\s*)?(?:free|fastest)\s*(?:\w+\s*)?(?:delivery|shipping|returns?|cancellation).*|save\s*(?:up\s*to\s*)?[£$€₹]?\s?\d.*"
    r"|(?:ships|sold|dispatched|fulfilled)\s*(?:from|by).*|visit\s*the\s.*store"
    r"|www\..*|https?:.*|(?:from|ab|now|price|preis|only|nur|was|rrp|uvp|statt|d[èe]s|desde|da"
    r"|per|pro|each|total|incl?\.?|inkl\.?).{0,18}"
    r"|(?:get\s*it|arrives?|delivery|delivered|ships?|dispatch\w*|lieferung|livraison|estimated"
    r"|usually|order\s*within|liefertermin|zustellung|収|お届け|pick\s*up|collect|collection|free\s*click).*"
    r"|.*(?:mwst|inkl\.|versandkosten|vat\s*incl|incl\.?\s*vat|tax(?:es)?\s*(?:incl|and)|ttc).*)$",
    re.IGNORECASE,
)


def words_in(text: str) -> int:
    """Words of two letters or more; a CJK text counts a word per three characters."""
    cjk = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text))
    return len(re.findall(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]+", text)) + cjk // 3


def is_button(text: str) -> bool:
    """Whether a line is a control or a state of stock rather than content."""
    return _BUTTON.match(text.strip()) is not None


def is_not_a_title(text: str) -> bool:
    """Whether a line cannot be the title of a product."""
    stripped = text.strip()
    if words_in(stripped) == 0 or _SIZES.match(stripped) or _NOISE.match(stripped) or _BADGE.match(stripped):
        return True
    if is_button(stripped) or _TALK.match(stripped) or _SPEC_LABEL.match(stripped) or find_rating(stripped) is not None:
        return True
    promotion = find_promotion(stripped)
    return (promotion is not None and len(promotion) > 0.5 * len(stripped)) or _REVIEW_COUNT.search(
        stripped
    ) is not None


def find_badge(text: str) -> str | None:
    """The badge a line is ("Bestseller", "New in"), or None."""
    stripped = text.strip()
    return stripped if _BADGE.match(stripped) else None


def find_rating(text: str) -> float | None:
    """A rating out of five stated on a line, or None ("8.6/10" is 4.3)."""
    match = _RATING_VALUE.search(text)
    if match is None:
        stars = _STARS.search(text)
        return float(sum(letter in "★⭐" for letter in stars.group(0))) if stars else None
    value = next((group for group in match.groups() if group), None)
    if value is None:
        return None
    number = float(value.replace(",", "."))
    return number / 2 if match.group(4) else number


def find_promotion(text: str) -> str | None:
    """The promotional wording on a line, or None; a lone "Sale" in a menu is none."""
    match = _PROMOTION.search(text)
    if match is None or _MATERIAL.search(text):
        return None
    found = match.group(0).strip()
    return found if re.search(r"[A-Za-z]{3}|[-–−%]|送料", found) else None


def find_specification(text: str) -> str | None:
    """The line when it states a specification (material, capacity, rooms, size), else None."""
    stripped = text.strip()
    if len(stripped) > 90 or find_promotion(stripped) is not None:
        return None
    hit = _SPEC_LABEL.match(stripped) or _MATERIAL.search(stripped) or _SPEC_UNIT.search(stripped)
    return stripped if hit else None


def states_an_attribute(text: str) -> bool:
    """Whether a line is a label with its value ("Depth: 85 cm")."""
    return _SPEC_LABEL.match(text.strip()) is not None


def is_basket_word(text: str) -> bool:
    """Whether a line belongs to a basket or checkout page."""
    return _BASKET.search(text) is not None


def is_comparison_word(text: str) -> bool:
    """Whether a line says that products are being compared."""
    return _COMPARISON.search(text) is not None
