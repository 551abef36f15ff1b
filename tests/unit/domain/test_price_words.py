"""What an amount is for, told from the words beside it, as shops of several countries write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from interarec.domain.prices import find_money, parse_amount

WORDED = [
    ("Niedrigster Preis der letzten 30 Tage: 25,00 €", "was"),
    ("Letzter niedrigster Preis: 25,00 €", "was"),
    ("Ursprünglich: 30,00 €", "was"),
    ("Vorheriger Preis: 291,00 €", "was"),
    ("Prix précédent : 30,00 €", "was"),
    ("£1.56 Green Card Price", "saving"),
    ("6,79 € prix Carte", "saving"),
    ("Summe (3 Artikel): 46,44 €", "total"),
    ("Prix le plus bas des 30 derniers jours : 25,00 €", "was"),
    ("30-day lowest price: €25.00", "was"),
    ("Lowest price in last 30 days £20.00", "was"),
    ("Was: £30 Now: £18", "was current"),
    ("£18.00 RRP £30.00", "current was"),
    ("or 4 interest-free payments of $12.50 with Klarna", "instalment"),
    ("As low as $42/mo", "instalment"),
    ("Pay in 3 of £33.33", "instalment"),
    ("3 interest free payments of £20.00", "instalment"),
    ("or $27.08/mo for 24 mo.", "instalment"),
    ("from £15.50/month", "instalment"),
    ("£13,995 £239/mo", "current instalment"),
    ("Est. payment $7,200/mo", "instalment"),
    ("Used from $45.99", "approximate"),
    ("More Buying Choices $31.20 (5 used & new offers)", "approximate"),
    ("3 new from £12.99", "approximate"),
    ("Shipping: $5.99", "shipping"),
    ("Delivery from £3.99", "shipping"),
    ("+ £3.99 P&P", "shipping"),
    ("You Save: $20.00 (25%)", "saving"),
    ("£100.00 ex VAT", "unit"),
    ("£120.00 inc VAT", "current"),
    ("(33,17 € / 100 ml)", "unit"),
    ("100 ml = 13,00 €", "unit"),
    ("Inhalt: 30 ml (33,17 € / 100 ml)", "unit"),
    ("1 Stück = 0,50 €", "unit"),
    ("Lieferung für 4,95 €", "shipping"),
    ("zzgl. 4,95 € Versand", "shipping"),
    ("mtl. 23,40 €", "instalment"),
    ("24 x 12,50 €", "instalment"),
    ("Finanzierung ab 20,00 € / Monat", "instalment"),
    ("soit 2,50 €/kg", "unit"),
    ("2,50 € le kg", "unit"),
    ("Precio anterior 30,00 €", "was"),
    ("PVP 30,00 €", "was"),
    ("desde 12,99€", "current"),
    ("Envío 3,95 €", "shipping"),
    ("en 3 plazos de 10,00 €", "instalment"),
    ("van € 30,00 voor € 20,00", "was current"),
    ("anziché € 30,00", "was"),
    ("Ord. pris 299 kr", "was"),
    ("Tidigare lägsta pris 249 kr", "was"),
    ("Najniższa cena z 30 dni: 99,99 zł", "was"),
    ("Cena regularna: 129,99 zł", "was"),
    ("定価 2,980円", "was"),
    ("送料 500円", "shipping"),
    ("税込1,980円", "current"),
    ("参考価格: ￥3,000", "was"),
    ("EMI from ₹97", "instalment"),
    ("₹999 with coupon", "saving"),
    ("Get it for ₹899", "saving"),
    ("Best price ₹850 with coupon", "saving"),
    ("Bank offer ₹500 off", "saving"),
    ("Deal Price: ₹999", "current"),
    ("Only ₹499", "current"),
    ("Starting at $45", "current"),
    ("Under $50", "band"),
    ("$25 & Under", "band"),
    ("£50 and above", "band"),
    ("£2.50 Clubcard Price", "saving"),
    ("Nectar Price £2.00", "saving"),
    ("with card £2.00", "saving"),
    ("Member price $15.00", "saving"),
    ("85p", "current"),
    ("35p per 100g", "unit"),
    ("£1.10 each", "unit"),
    ("2 for £5.00", "multibuy"),
    ("Any 3 for £10", "multibuy"),
    ("2 paires à 190 €", "multibuy"),
    ("2 för 23 kr", "multibuy"),
    ("Soit 2,24 € l’unité", "unit"),
    ("Deposits from £60pp", "total"),
    ("3 years of cover for $15.75", "total"),
    ("€ 1.100 per maand excl. · € 1.185 incl.", "instalment total"),
    ("Servicekosten € 85", "total"),
    ("Was $146.95, $129.00, Now $111.95", "was was current"),
    ("Acompte dès 60 €", "total"),
    ("340 € sous le marché", "saving"),
    ("Einmalige Lieferung 51,50 €", "current"),
    ("£1,250 pcm", "current"),
    ("£288 pw", "unit"),
    ("Deposit £500", "total"),
    ("£20 Gift Card", "saving"),
    ("Order total £45.00", "total"),
    ("Buy It Now £45.00", "current"),
    ("Current bid: £22.00", "current"),
    ("Price from £45 per night", "current"),
    ("1 night £89", "current"),
    ("£360 total for 3 nights", "total"),
    ("Includes taxes and fees $45", "total"),
    ("$45 resort fee", "total"),
    ("Trade in and save up to $200", "saving"),
    ("£12.99 a month", "instalment"),
    ("£35/mo for 24 months", "instalment"),
    ("£49 upfront", "total"),
    ("£0 upfront", "total"),
    ("Total price £99.00", "total"),
    ("per person £45", "current"),
    ("£45 pp", "current"),
    ("Price: £45", "current"),
    ("Our price £45", "current"),
    ("Spend £30 more for free delivery", "threshold"),
    ("You are £12.00 away from free delivery", "threshold"),
    ("Unit price $0.25/oz", "unit"),
    ("($0.25/Fl Oz)", "unit"),
    ("$0.25/ea", "unit"),
    ("Coupon price $9.99", "saving"),
    ("Subscribe & Save: $11.69", "saving"),
    ("$11.69 with Subscribe & Save", "saving"),
    ("Typical price: $29.99", "was"),
    ("Listenpreis: 29,99 €", "was"),
    ("Statt 30,00 € nur 20,00 €", "was current"),
    ("Sie sparen 10,00 €", "saving"),
    ("Prix de vente conseillé 30,00 €", "was"),
    ("Éco-participation 0,50 €", "total"),
    ("dont 0,13 € éco-part", "total"),
    ("Kaution 50,00 €", "total"),
    ("Pfand 0,25 €", "total"),
    ("zzgl. 0,25 € Pfand", "total"),
    ("+0,25 € Pfand", "total"),
]


@pytest.mark.parametrize(("text", "kinds"), WORDED)
def test_the_words_beside_an_amount_say_what_it_is_for(text: str, kinds: str) -> None:
    assert " ".join(span.kind for span in find_money(text)) == kinds


@pytest.mark.parametrize(
    "text",
    ["£18.00-£360.00+", "$9.00 - $1,815.00+", "£135,000 - £675,000▼2+ beds▼", "Min ▾ to ₹54,000+ ▾", "$660.00+▼"],
)
def test_the_ends_of_a_slider_are_a_filter(text: str) -> None:
    assert {span.kind for span in find_money(text)} == {"band"}


def test_a_plus_before_an_amount_adds_to_something_and_one_before_the_next_amount_does_not_open_a_filter() -> None:
    assert [span.kind for span in find_money("£29 + £3 fee")] == ["current", "total"]
    assert [span.kind for span in find_money("3 nights · +£13.00 taxes and charges")] == ["total"]


def test_offers_over_is_how_homes_are_priced() -> None:
    assert [span.kind for span in find_money("Offers over £250,000")] == ["current"]
    assert [span.kind for span in find_money("over £250,000")] == ["band"]


def test_lettered_signs_start_a_word() -> None:
    found = [
        (span.text, span.currency)
        for text in ("US $38.00", "size S $40", "plus $5", "A$60")
        for span in find_money(text)
    ]
    assert found == [("US $38.00", "USD"), ("$40", "USD"), ("$5", "USD"), ("A$60", "AUD")]


def test_pence_are_hundredths_of_a_pound() -> None:
    assert [(span.amount, span.currency, span.kind) for span in find_money("85p (35p per 100g)")] == [
        (Decimal("0.85"), "GBP", "current"),
        (Decimal("0.35"), "GBP", "unit"),
    ]
    assert find_money("1080p screen, 4K60p") == ()


def test_amounts_glued_to_what_follows() -> None:
    assert [span.amount for span in find_money("102.0071.99", include_bare=True)] == [
        Decimal("102.00"),
        Decimal("71.99"),
    ]
    assert [span.amount for span in find_money("2,030.00", include_bare=True)] == [Decimal("2030.00")]
    assert [span.amount for span in find_money("₹19,59519% off")] == [Decimal(19595)]


def test_one_mark_for_groups_and_decimals_is_a_misreading() -> None:
    assert [parse_amount(text) for text in ("9,200,00", "9.200.00", "1,25,000", "1,299")] == [
        Decimal("9200.00"),
        Decimal("9200.00"),
        Decimal(125000),
        Decimal(1299),
    ]
