"""The words of German, French and Spanish summaries that bounds, refusals and preferences hang on, in English.

No translation: only cues change, names and amounts stay as they are, and English text passes through unchanged. Called
by `fields` on every text and key before anything else is read.
"""

from __future__ import annotations

import re

__all__ = ["in_english"]

_AMOUNT = r"(?=\s*(?:(?:ca\.?|etwa|rund|environ|unos|about)\s+)?(?:[£$€¥₹]|[A-Z]{3}\s)?\s?\d)"
_Rule = tuple[str, str]

_GERMAN: tuple[_Rule, ...] = (
    (r"(?:nicht|keine?) (?:verfügbar|angegeben|vorhanden|erkennbar|sichtbar|Angaben?)|k\.\s?A\.", "not available"),
    (r"(?:niedrigste|günstigste|kleinste)[rsnm]? Preis|(?:Mindest|Tiefst)preis", "lowest price"),
    (r"(?:höchste|teuerste)[rsnm]? Preis|Höchstpreis", "highest price"),
    (r"Marken(?:präferenz|vorliebe)(?:en)?|bevorzugte Marken?", "brand preference"),
    (r"nicht (?:mehr als|über|teurer als)", "not more than"),
    (r"nicht (?:weniger als|unter|billiger als)", "not less than"),
    (rf"(?:weniger|günstiger|billiger) als{_AMOUNT}|unter(?:halb von)?{_AMOUNT}", "less than"),
    (rf"(?:mehr|teurer) als{_AMOUNT}|über{_AMOUNT}|oberhalb von{_AMOUNT}", "more than"),
    (r"(?:soll|darf)\w* ([^.;\n]{1,20}?) nicht (?:übersteigen|überschreiten)", r"is at most \1"),
    (r"(?:reduziert|herabgesetzt|gesenkt) von", "reduced from"),
    (rf"(?<=[\d€$£o] )auf{_AMOUNT}", "to"),
    (rf"höchstens|maximal{_AMOUNT}", "at most"),
    (r"mindestens|wenigstens", "at least"),
    (r"bis zu", "up to"),
    (rf"ab{_AMOUNT}", "from"),
    (rf"(?<![\d€$£¥₹o] )(?<!Euro )bis{_AMOUNT}", "up to"),
    (rf"(?:etwa|ungefähr|rund|circa){_AMOUNT}", "about"),
    (r"(?<=\d )(?:Millionen|Mio\.?)", "million"),
    (r"(?<=\d )(?:tausend|Tsd\.?)", "thousand"),
    (r"(?<=\d )Franken", "francs"),
    (r"(?<=\d )Pfund", "pounds"),
    (r"(?<=\d )Rupien", "rupees"),
    (r"(?:de[rmn]|die|eine?[rmn]?) (?:Kund\w*|Nutzer\w*|Käufer\w*|Besucher\w*)", "the shopper"),
    (r"bevorzugt(?:e[nrms]?)?|am liebsten|vorzugsweise", "prefers"),
    (r"überwiegend|vorwiegend|hauptsächlich|vor allem|meist(?:ens)?", "mostly"),
    (r"nur|ausschließlich", "only"),
    (r"möchte", "wants"),
    (r"(?<=the shopper )mag", "likes"),
    (r"sucht(?: nach)?|interessiert sich für", "looks for"),
    (r"Präferenz(?:en)?|Vorlieben?", "preference"),
    (r"(?:bestimmte|klare|eindeutige|besondere)[rsnm]?(?= preference| Marke| Präferenz| Vorliebe)", "clear"),
    (r"Marken?", "brand"),
    (r"Farben?", "colour"),
    (r"weder", "neither"),
    (r"noch(?= \w+)", "nor"),
    (r"nicht", "not"),
    (r"kein(?:e[rsnm]?)?", "no"),
    (r"ohne", "without"),
    (r"außer|ausser|ausgenommen", "except"),
    (r"(?<!\w)alles(?= except)", "everything"),
    (r"aber|jedoch|sondern", "but"),
    (r"oder", "or"),
)
_FRENCH: tuple[_Rule, ...] = (
    (r"(?:non|pas) (?:disponible|spécifiée?|précisée?|indiquée?|renseignée?)s?|indisponible", "not available"),
    (r"prix (?:le (?:plus bas|moins (?:élevé|cher))|minimum|minimal)", "lowest price"),
    (r"prix (?:le plus (?:élevé|haut|cher)|maximum|maximal)", "highest price"),
    (r"marques? préférées?|préférences? (?:de|pour une|en matière de) marques?", "brand preference"),
    (r"pas plus (?:de|que|cher que)|sans dépasser|(?:ne )?(?:pas dépasser|dépass\w+ pas)", "not more than"),
    (r"pas moins (?:de|que)", "not less than"),
    (rf"(?:à )?moins de{_AMOUNT}|(?:inférieure?s? à|(?:en|au)[ -]dess?ous de){_AMOUNT}", "less than"),
    (rf"(?:à )?plus de{_AMOUNT}|(?:supérieure?s? à|au[ -]dessus de){_AMOUNT}", "more than"),
    (r"au (?:maximum|plus)|(?<!prix )maximum de", "at most"),
    (r"au (?:minimum|moins)|(?<!prix )minimum de", "at least"),
    (r"jusqu['’]à", "up to"),
    (rf"à partir de{_AMOUNT}|dès{_AMOUNT}", "from"),
    (rf"environ{_AMOUNT}|autour de{_AMOUNT}", "about"),
    (r"(?<=\d )millions? (?:de |d['’])", "million "),
    (r"(?<=\d )mille", "thousand"),
    (r"(?<=\d )livres sterling", "pounds"),
    (r"(?<=\d )roupies", "rupees"),
    (r"n(?:e |['’])\w+ pas", "not"),
    (r"(?:l[ea] |l['’]|une? )(?:client|utilisat|achet|visiteu|internaut)\w*", "the shopper"),
    (r"préfère(?:nt)?|aime(?:nt)? bien", "prefers"),
    (r"surtout|principalement|majoritairement", "mostly"),
    (r"seulement|uniquement", "only"),
    (r"réduite?s? de", "reduced from"),
    (rf"(?<=[\d€$£s] )à{_AMOUNT}", "to"),
    (r"(?:re)?cherche(?:nt)?|s['’]intéresse(?:nt)? (?:à|aux?)", "looks for"),
    (r"préférences?", "preference"),
    (r"(?:la |les )?marques?", "brand"),
    (r"couleurs?", "colour"),
    (r"pas (?:de|du)|(?-i:ni)(?: de)?(?= \w)|(?-i:Ni)(?: de)?(?= \w+ ni )", "not"),
    (r"pas d['’]", "not "),
    (r"aucune?s?", "no"),
    (r"(?-i:sans)(?= \w)|(?-i:Sans)(?= préf| brand| coul)", "without"),
    (r"sauf|excepté|hormis", "except"),
    (r"(?<!\w)tout(?:es)?(?= except)", "everything"),
    (r"mais", "but"),
)
_SPANISH: tuple[_Rule, ...] = (
    (r"no (?:disponibles?|especificad[oa]s?|indicad[oa]s?|se especifica|consta)", "not available"),
    (r"precio (?:más bajo|mínimo|menor)", "lowest price"),
    (r"precio (?:más alto|máximo|mayor)", "highest price"),
    (r"marcas? (?:preferid|favorit)as?|preferencias? (?:de|por una|por) marcas?", "brand preference"),
    (r"no m[áa]s de|(?:sin|no(?: (?:debe|puede)n?)?) (?:superar|pasar de|exceder)(?: (?:de )?los)?", "not more than"),
    (r"nunca", "never"),
    (r"no menos de", "not less than"),
    (rf"(?:por )?menos de{_AMOUNT}|(?:inferior(?:es)? a|por debajo de)(?: los)?{_AMOUNT}", "less than"),
    (rf"(?:por )?m[áa]s de{_AMOUNT}|(?:superior(?:es)? a|por encima de){_AMOUNT}", "more than"),
    (r"(?:como|un) máximo(?: de)?|máximo de|a lo sumo", "at most"),
    (r"(?:como|un) mínimo(?: de)?|mínimo de|al menos|por lo menos", "at least"),
    (r"hasta", "up to"),
    (rf"desde{_AMOUNT}|a partir de{_AMOUNT}", "from"),
    (rf"(?:alrededor de|aproximadamente){_AMOUNT}", "about"),
    (r"(?<=[\d€$£] )a(?= [\d€$£])", "to"),
    (r"(?<=\d )mill(?:ones|ón)(?: de)?", "million"),
    (r"(?<=\d )mil(?= (?:euros?|€|d[óo]lares|libras|pesos))", "thousand"),
    (r"(?:(?<=\d )|(?<=thousand )|(?<=million ))d[óo]lares", "dollars"),
    (r"(?:(?<=\d )|(?<=thousand )|(?<=million ))libras(?: esterlinas)?", "pounds"),
    (r"(?<=\d )rupias", "rupees"),
    (r"(?:el|la|una?) (?:client[ea]|usuari[oa]|comprador[a]?|visitante)", "the shopper"),
    (r"prefiere[n]?", "prefers"),
    (r"les? gustan?", "the shopper likes"),
    (r"sobre todo|principalmente|mayormente", "mostly"),
    (r"solamente|únicamente", "only"),
    (r"rebajad[oa]s? de", "reduced from"),
    (r"que no sean?", "not"),
    (r"busca[n]?|se interesa por", "looks for"),
    (r"preferencias?", "preference"),
    (r"(?:la |las )?marcas?", "brand"),
    (r"sin(?= (?:brand|preference|color))", "without"),
    (r"ning(?:un[oa]s?|ún)", "no"),
    (r"nada de(?: color)?", "not"),
    (r"excepto|salvo|menos(?= el| color)", "except"),
    (r"(?<!\w)todo(?= except)", "everything"),
    (r"pero", "but"),
)
_BETWEEN: tuple[_Rule, ...] = (
    (r"(?:tra|fra|tussen)\s+([€\d][^.;\n]{0,20}?)\s+(?:e|en)\s+(?=[€\d])", r"between \1 and "),
)
"""Italian and Dutch, of which no more is read."""
_SMALL_WORDS: tuple[tuple[_Rule, ...], ...] = (
    ((r"(?<=\w )und(?= \w)", "and"),),
    ((r"(?<=\w )et(?= \w)", "and"), (r"(?<=\w )ou(?= \w)", "or"), (r"pas(?= \w)", "not")),
    ((r"(?<=\w )[ye](?= \w)", "and"), (r"(?<=\w )[ou](?= \w)", "or"), (r"s[óo]lo", "only")),
    (),
)
"""Read only where another word of the language stands: names hold them too."""


def _compiled(rules: tuple[_Rule, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{words})(?!(?<=\w)\w)", re.IGNORECASE), english) for words, english in rules)


_LANGUAGES = tuple(
    (_compiled(cues), _compiled(small))
    for cues, small in zip((_GERMAN, _FRENCH, _SPANISH, _BETWEEN), _SMALL_WORDS, strict=True)
)


def in_english(text: str) -> str:
    """`text` with the cues of the other languages in English."""
    for cues, small_words in _LANGUAGES:
        read = _replaced(text, cues)
        text = _replaced(read, small_words) if read != text else text
    return text


def _replaced(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, english in rules:
        text = pattern.sub(english, text)
    return text
