"""What an amount on a page is for, told from the words directly before and after it.

Called by `prices.find_money`. Recognised text often loses its blanks ("Freedeliveryover£40"), so the patterns
allow missing blanks and only short words ask for a border. English, German, French, Spanish, Italian, Dutch
and a few Japanese words are known.
"""

from __future__ import annotations

import re

__all__ = ["KINDS", "classify_kind"]

KINDS: tuple[str, ...] = (
    "current",  # what the product costs now
    "was",  # an earlier or list price
    "unit",  # per kilogram, litre, piece
    "band",  # a price filter: "Under $25"
    "threshold",  # "free delivery over £40"
    "saving",  # "save £5", "£5 off", vouchers, points
    "instalment",  # "4 x £12.50", "$27/mo"
    "shipping",  # "+ £3.95 delivery"
    "total",  # basket and order sums, taxes
    "range",  # "$20 - $40" of one product with variants
    "approximate",  # "about £20", "est. $1,200"
    "multibuy",  # "3 for £20"
)

_B = r"(?<![a-zà-ÿ])"  # a word starts here


def _ending(*alternatives: str) -> re.Pattern[str]:
    """One of the alternatives directly before an amount; a blank in an alternative may be missing."""
    joined = "|".join(alternative.replace(" ", r"\s*") for alternative in alternatives)
    return re.compile(rf"(?:{joined})[\s:(*+.,·|]*$")


def _starting(*alternatives: str) -> re.Pattern[str]:
    """One of the alternatives directly after an amount; a blank in an alternative may be missing."""
    joined = "|".join(alternative.replace(" ", r"\s*") for alternative in alternatives)
    return re.compile(rf"^\s*\)?[\s,*]*(?:{joined})")


_SHIPPING = (
    r"(?:deliver[yed]*|shipping|versand(?:kosten)?|livraison|postage|p&p|env[ií]o|spedizione|frais de port"
    r"|verzend\w*|送料|freight|(?<!einmalige[ ])liefer\w*)"
)
_GRATIS = r"(?:free|gratis|kostenlos|kostenfrei\w*|versandkostenfrei|offerte?|gratuit\w*|送料無料|returns)"
_FREE = rf"(?:{_SHIPPING}|{_GRATIS})"
_UNITS = (
    r"(?:kg|kilo|gr?|lit(?:re|er)|l|ml|cl|fl\.? oz|oz|lbs?|pound|unit[éea]?|item|piece|pcs?|stk|st[üu]ck|st\.?|m2|m²"
    r"|sq\.? (?:ft|m)|sqm|count|ct|sheets?|tablets?|wash|dose|roll|pod|capsule|mtr|met(?:re|er)|100)"
)

_MULTIBUY_BEFORE = _ending(
    r"\b(?:any )?(?:\d+|two|three|four|five|six) (?:for|für|fur|pour|voor|por)",
    r"(?<![\d.,])(?:[2-9]|1[0-2]) (?:[a-zà-ÿ]{2,9} )?(?:for|für|fur|för|pour|voor|por|per|za|à|zu)",
    r"mix & match",
)
_INSTALMENT_BEFORE = _ending(
    r"\d+ (?:x|×|instal(?:l)?ments? of|fois|rate[n]? (?:à|von|da)?|cuotas de)",
    r"pay(?:ments)? (?:of|from|just)",
    r"pay in \d+(?: instal(?:l)?ments)?(?: of)?|\d+ (?:interest[ -]?free )?payments? of",
    r"\d+ plazos de|\d+ termijnen van",
    r"emi(?: (?:from|of|starts? (?:at|from)|at))?",
    r"monthly(?: from)?",
    r"instal(?:l)?ments? (?:of|from)",
    r"finance (?:from|at|for)",
    r"finanzierung ab",
    r"rate (?:ab|von)",
    r"lease (?:from|for)",
    r"mtl\.?(?: ab)?",
)
_INSTALMENT_AFTER = _starting(
    r"(?:/|per|a|pro|par|al|por|p)\.? (?:mo(?:nth)?|monat|maand|m[åa]n(?:ad)?|mies\w*|mois|mese|mes|m)\b",
    r"monthly|mtl|monatlich|mensuel|/?p\.? ?/? ?m\.?\b",
    r"(?:x|×) \d+",
    r"(?:for|over) \d+ mo(?:nths)?",
    r"every (?:month|2 weeks)",
)
_UNIT_BEFORE = _ending(r"\d ?(?:kg|g|l|ml|cl|oz|lb|m|stk|st[üu]ck) =", r"grundpreis", r"prix au kilo")
_UNIT_AFTER = _starting(
    r"le kg|l[ea] (?:litre|kilo|pi[èe]ce|unidad)|l['’]unit[ée]|/ ?(?:ea|stk|st)\b",
    rf"(?:/|per\b|pro\b|je\b|par\b|por\b|al\b|a\b|p\b) (?:\d+ )?{_UNITS}\b",
    r"/ \d+ [a-z]{1,5}\b",
    r"(?:each|ea\.?|apiece)\b",
    r"ex(?:cl)?\.? (?:vat|tax)",
    r"(?:/|per|pro|a|p) ?(?:week|wk|woche|semaine)\b|pw\b",
    r"ht\b",
)
_THRESHOLD_BEFORE = _ending(
    r"spend",
    r"orders?(?: (?:over|above|of|from))?",
    r"purchases? (?:over|of|above)",
    r"送料無料|(?:free|gratis) (?:delivery|shipping|postage)|kostenloser versand|livraison (?:gratuite|offerte)",
    r"(?:when|if) you (?:spend|buy)",
    r"min(?:imum|\.)? (?:spend|order|basket)\w*(?: (?:of|value))?",
    r"(?:bestell|einkaufs)wert(?: (?:ab|von))?",
    rf"{_FREE}[^.|]{{0,40}}(?:over|above|[üu]ber|sopra|superiori? a|partir de)",
    rf"{_GRATIS}[^.|]{{0,40}}(?:ab|from|d[èe]s|desde|{_B}da|vanaf|{_B}on)",
    r"(?:basket|bags?|cart)s? (?:over|above)",
)
_THRESHOLD_AFTER = _starting(
    rf"(?:\+|or more|and (?:over|above|more)|以上|d['e] achats?|mindest\w*|minimum|min\.)? "
    rf"(?:for|to (?:get|qualify|unlock)|away from|until|bis zu[rm]?|more for) (?:free|{_SHIPPING}|gratis)",
    r"or more",
    r"d['e] achats?",
    r"minimum (?:spend|order)",
    r"mindestbestell",
    r"purchase",
)
_CARD = r"(?:club ?card|nectar|my ?waitrose|more card|loyalty|members?|club|app|coupon|karten?|payback|fidelity)"
_SAVING_BEFORE = _ending(
    r"(?:with|mit|avec|con|met) (?:(?:your|a|the|code|coupon|app|club|loyalty) )*"
    r"(?:card|code|coupon|app|voucher|karte|carte|tarjeta)",
    rf"{_CARD}(?:'?s)? ?(?:price|preis|prix)|get it for|best price|{_B}members?|medlem\w*|mitglieder\w*",
    r"price (?:cut|drop|reduction)(?: of)?|baisse de|descuento(?: de)?|rebaja(?: de)?|korting(?: van)?|preisnachlass",
    rf"(?:sav(?:e|ing|ings)(?: (?:up to|of|extra|an? extra))?|sparen?(?: sie)?|gespart|ersparnis|[ée]conomi[sz]e[zr]?"
    rf"|ahorra[rs]?|risparmi[ao]?|bespaar|discount(?: of)?|rabatt|{_B}off|{_B}earn|cash back(?: of)?|gutschein"
    rf"|voucher|coupon(?: of)?|{_B}get|rebate|remise(?: de)?|bonus|trade -?in(?: (?:up to|value))?|{_B}win)(?: up to)?",
    r"(?:^|\s)[-–−]",
)
_SAVING_AFTER = _starting(
    rf"{_CARD}(?:'?s)? ?(?:price|preis|prix)|(?:[a-z]+ ){{0,2}}card price|prix (?:carte|club|membre)",
    r"(?:with|mit|avec|con|met) [a-z]{2,10}\d{1,3}\b|(?:with|con|avec|mit|met) (?:\w+ )?(?:card|tarjeta|carte|karte)\b",
    r"with (?:coupon|code|subscribe|card|app|voucher|clubcard|nectar)|mit (?:karte|code|coupon)",
    r"off\b",
    r"rabatt|discount|cash back|back\b|gutschein|voucher|coupon|gift|credit|reward|rebate|saving|saved|gespart|sparen",
    r"de (?:r[ée]duction|remise|descuento|sconto)",
    r"(?:below|under) (?:the )?market|sous le march[ée]|unter (?:dem )?markt\w*|bajo (?:el )?mercado|poni[żz]ej",
    r"(?:depuis|since|seit|desde|od) (?:le |el )?\d",
    r"günstiger|bonus|instant saving|cheaper|extra off",
)
_SHIPPING_BEFORE = _ending(
    rf"{_SHIPPING}(?: (?:fee|cost|charge|from|for|only|ab|à|da|desde|f[üu]r))?",
    r"zzgl\.?",
)
_SHIPPING_AFTER = _starting(
    rf"(?:for|standard|express|next day|de|d['e])? (?!{_SHIPPING}\w* (?:free|gratis|gratuit|offert))"
    rf"(?!versand\w*frei|送料無料){_SHIPPING}"
)
_WAS_BEFORE = _ending(
    rf"{_B}was(?:now)?",
    r"rrp",
    rf"{_B}list(?: price)?",
    rf"{_B}reg(?:ular)?\.?(?: price)?",
    rf"{_B}orig(?:inal(?:ly)?)?\.?(?: price)?",
    rf"{_B}before|{_B}statt|{_B}uvp|{_B}avant|{_B}antes|{_B}pvpr?|{_B}prima|{_B}value[d]?(?: at)?",
    r"previous(?:ly)?(?: price)?",
    r"m\.? ?r\.? ?p\.?|msrp",
    r"vorher|bisher|ehemals|normalpreis|bestpreis|adviesprijs|normaal",
    r"(?:vorheriger|früherer|alter) preis|prix pr[ée]c[ée]dent|vorige prijs",
    r"au lieu de|ancien prix|prix barr[ée]|invece di",
    r"typical(?: price)?|compare at|retail(?: price)?|old price|full price",
    r"lowest (?:price )?(?:in|of) (?:the )?(?:last )?30 days|30[ -]?days? (?:lowest|best) price|lowest prior price",
    r"(?:niedrigster|g[üu]nstigster|bester) preis(?: der letzten 30 tage)?|letzter preis|urspr[üu]nglich|listenpreis",
    r"prix le plus bas (?:des|sur) (?:les )?30 (?:derniers )?jours",
    r"prix (?:de vente )?(?:conseill[ée]|d'origine|habituel)",
    r"prezzo pi[ùu] basso(?: (?:degli )?(?:ultimi )?30 giorni)?|oude prijs|prix plus bas",
    rf"precio (?:anterior|original|recomendado)|anzich[ée]|prezzo (?:consigliato|precedente|di listino)|{_B}van",
    r"ord\.? ?(?:inarie )?pris|tidigare (?:l[äa]gsta )?pris|rek\.? ?pris|f[öo]rr",
    r"najni[żz]sza cena(?: z (?:ostatnich )?30 dni)?|cena (?:regularna|katalogowa)",
    r"定価|通常価格|参考価格|メーカー希望小売価格",
)
_WAS_AFTER = re.compile(r"^[\s,/|·–-]*(?:now|jetzt|maintenant|ahora|adesso|nu|teraz)\b")
_TOTAL_AFTER = _starting(
    r"(?:in |au )?total\b|insgesamt|totaal\b|in totale\b",
    r"up ?front",
    r"(?:in )?(?:taxes|fees|charges|city tax|resort fee|belasting\w*|steuern|impuestos)\b(?! incl)",
)
_TOTAL_BEFORE = _ending(
    r"(?:cover|garant[iyí]\w*|warranty|guarantee|insurance|versicherung|protection)(?: plan)?"
    r" (?:for|voor|f[üu]r|pour|per|por)",
    r"excl\.?|service ?kosten|nebenkosten|service charges?",
    r"(?:sub -?)?tota?a[l1](?:s|e|en)?(?: (?:price|to pay|incl?\.? \w+|ttc|due|cost|amount|\( \d+ \w* \)))?",
    rf"{_B}(?:basket|bag|cart|warenkorb|panier|carrito|carrello)(?: \(?\d*\)?)?(?: total)?",
    r"(?:summe|gesamt\w*|zwischensumme|montant|insgesamt)(?: \( \d+ [a-zà-ÿ]+ \))?|小計|合計",
    rf"{_B}(?:vat|tax(?:es)?|mwst\.?|tva|iva)",
    r"balance|amount due|to pay|order (?:value|total)|checkout|wallet|store credit",
    r"items? \( \d+ \)|\b\d+ items?",
    rf"set[ -]?up(?: fee)?|activation(?: fee)?|einrichtung\w*|anschlusspreis|einmalig|{_B}alta",
    r"[ée]co[ -]?part(?:icipation)?|dont|pfand|statiegeld|taxes and fees|includes? (?:taxes|fees)",
    r"(?:deposits?|down payment|anzahlung|kaution|acompte|anticipo|acconto|aanbetaling)"
    r"(?: (?:of|from|ab|d[èe]s|desde|da|vanaf))?|service fee|booking fee|cleaning fee|geb[üu]hr",
)
_BAND_BEFORE = _ending(
    rf"{_B}(?:max|min)(?:imum|\.)?(?: price)?|[≤<]|{_B}budget",
    rf"under|below|up to|less than|(?<!offers)(?<!offers\s){_B}over|above|more than|at least|at most|no more than",
    rf"{_B}bis(?: zu)?|unter|{_B}[üu]ber|moins de|plus de|jusqu['’]? [àa]|hasta|menos de|fino a|cheaper than",
)
_BAND_AFTER = _starting(
    r"(?:&|and|und|et) (?:under|above|up|over|below|more|mehr|plus|less|darunter|darüber)",
    r"\+ (?:\( \d+ \))?[\s▾▼∨⌄v]*$|[▾▼⌄]",
    r"or (?:less|under)",
    r"以下|以上",
)
_APPROXIMATE_BEFORE = _ending(
    r"(?:used|refurbished|pre-?owned|\d+ new)(?: (?:&|and) (?:new|used))?(?: offers?)?(?: from)?",
    r"estimates?|estimation|sch[äa]tz(?:ung|preis)|taxatie",
    r"(?:more|other) buying (?:choices|options)",
    r"(?:gebraucht|neu und gebraucht|d'occasion|occasion) (?:ab|d[èe]s|vanaf)",
    rf"[~≈]|{_B}about|{_B}around|approx(?:imately)?\.?|{_B}ca\.?|circa|{_B}est(?:imated)?\.?|roughly|ungef[äa]hr|environ",
)

_DEPOSIT_AFTER = _starting(r"pfand|[ée]co[ -]?part|statiegeld")
_USED_BEFORE = _ending(
    r"(?:used|refurbished|pre-?owned|\d+ new)(?: (?:&|and) (?:new|used|returned))?(?: offers?)? from|options from"
)

_RULES: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    ("multibuy", _MULTIBUY_BEFORE, None),
    ("total", re.compile(r"(?:pfand|[ée]co[ -]?part(?:icipation)?)[\s:]*$"), _DEPOSIT_AFTER),
    ("approximate", _USED_BEFORE, None),
    ("instalment", _INSTALMENT_BEFORE, _INSTALMENT_AFTER),
    ("unit", _UNIT_BEFORE, _UNIT_AFTER),
    ("threshold", _THRESHOLD_BEFORE, _THRESHOLD_AFTER),
    ("saving", _SAVING_BEFORE, _SAVING_AFTER),
    ("shipping", _SHIPPING_BEFORE, _SHIPPING_AFTER),
    ("was", _WAS_BEFORE, _WAS_AFTER),
    ("total", _TOTAL_BEFORE, _TOTAL_AFTER),
    ("band", _BAND_BEFORE, _BAND_AFTER),
    ("approximate", _APPROXIMATE_BEFORE, None),
)


def classify_kind(before: str, after: str) -> str:
    """The kind (see KINDS) of an amount, given the text before and after it up to the next amounts."""
    left, right = before.lower()[-80:], after.lower()[:60]
    for kind, before_rule, after_rule in _RULES:
        if before_rule is not None and before_rule.search(left):
            return kind
        if after_rule is not None and after_rule.search(right):
            return kind
    return "current"
