from __future__ import annotations

from decimal import Decimal

from interarec.domain.summaries import COUNTED_FROM, Offer, SetFilter
from interarec.summarizer.engines.confirmation import confirmed_filters, confirmed_offers


def typed(title: str | None, price: str, **known: str) -> Offer:
    return Offer(title, Decimal(price), "GBP", **known)  # type: ignore[arg-type]


def counted(told: list[Offer], seen: list[Offer]) -> list[Offer]:
    return [offer for offer in confirmed_offers(told, seen, []) if offer.score >= COUNTED_FROM]


def test_an_offer_counts_where_price_and_title_are_typed() -> None:
    seen = [typed("Tolwick Amber Dress Green", "45", brand="Tolwick", item_id="t0")]
    kept = counted([typed("Amber Dress Green, Tolwick", "45.00", score=0.6)], seen)  # type: ignore[arg-type]
    assert [(one.item_id, one.brand) for one in kept] == [("t0", "Tolwick")]


def test_neither_another_price_nor_another_title_is_borne_out() -> None:
    seen = [typed("Tolwick Amber Dress Green", "45", brand="Tolwick")]
    left_out: list[str] = []
    told = [typed("Tolwick Amber Dress Green", "150"), typed("Vexalune Brook Coat Red", "45")]
    assert all(one.score < COUNTED_FROM for one in confirmed_offers(told, seen, left_out))
    assert len(left_out) == 2


def test_one_typed_offer_bears_out_one_told_offer() -> None:
    seen = [typed("Amber Dress", "45")]
    assert len(counted([typed("Amber Dress", "45"), typed("Amber Dress", "45"), typed(None, "45")], seen)) == 1


def test_the_brand_is_the_typed_one_or_stands_in_the_typed_title() -> None:
    told = [typed("Amber Dress", "45", brand="Vexalune")]
    assert counted(told, [typed("Amber Dress", "45", brand="Tolwick")])[0].brand == "Tolwick"
    assert counted(told, [typed("Amber Dress", "45")])[0].brand is None
    assert counted(told, [typed("Amber Dress Vexalune", "45")])[0].brand == "Vexalune"


def test_words_that_a_model_adds_to_a_typed_title_are_lost() -> None:
    kept = counted([typed("Tolwick Amber Dress Vexalune", "45")], [typed("Tolwick Amber Dress Green", "45")])
    assert [one.title for one in kept] == ["Tolwick Amber Dress Green"]


def test_filters_must_be_visible_as_well() -> None:
    told, left_out = [SetFilter("brand", "Vexalune"), SetFilter("color", "Green")], list[str]()
    assert confirmed_filters(told, [SetFilter("color", "green")], left_out) == (SetFilter("color", "Green"),)
    assert left_out == ["filter: brand Vexalune is not visibly set"]
