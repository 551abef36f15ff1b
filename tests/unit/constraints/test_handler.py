from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.domain.batches import BatchState
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import CheckOutcome, ConstraintSet, Origin
from interarec.domain.errors import GiveUp, Unavailable
from interarec.domain.summaries import Fact, SetFilter
from interarec.platform.chat import Chat, ChatRequest, Play, RetryPolicy, called, failed, refused, said, scripted_chat
from interarec.platform.settings.schema import ConstraintSettings

from tests.unit.constraints.examples import FACTS, NOON, offer, outcome, summary

GREEN = [
    offer(f"Green dress {number}", price, brand="Zara", color="green")
    for number, price in enumerate(("18", "45", "144"))
]


def ports(chat: Chat | None = None, facts: CatalogueFacts | None = FACTS) -> ConstrainPorts:
    return ConstrainPorts(
        now=lambda: NOON, facts=lambda _site: facts, settings=ConstraintSettings(), chat=chat, model="scripted"
    )


def asked(*plays: Play) -> Chat:
    return scripted_chat(plays, RetryPolicy(attempts=1))


def attribute(made: ConstraintSet, name: str) -> tuple[str, ...]:
    return next((one.values for one in made.attributes if one.attribute == name), ())


def outcomes(made: ConstraintSet, name: str) -> list[CheckOutcome]:
    return [check.outcome for check in made.checks if check.constraint == name]


async def test_typed_offers_become_constraints_with_evidence() -> None:
    made = await constrain(outcome(summary(*GREEN)), (), ports())
    assert made.origin is Origin.DETERMINISTIC
    assert made.price is not None
    assert (made.price.lowest, made.price.highest, made.price.currency) == (Decimal(18), Decimal(144), "GBP")
    assert not made.price.widened
    assert made.price.evidence[0].screenshot_id == "s1.0"
    assert attribute(made, "brand") == ("Zara",)
    assert attribute(made, "color") == ("green",)
    assert made.summary is not None
    assert (made.first_offset, made.last_offset, made.batch_id) == (3, 12, "b1")


async def test_one_offer_captured_often_is_one_vote_and_its_price_is_widened() -> None:
    shown_often = offer("Green dress", "40", brand="Zara", color="green", sightings=9)
    made = await constrain(outcome(summary(shown_often, shown_often)), (), ports())
    assert made.price is not None
    assert (made.price.lowest, made.price.highest, made.price.widened) == (Decimal(20), Decimal(60), True)
    assert made.attributes == ()
    assert outcomes(made, "brand") == [CheckOutcome.DROPPED]
    assert outcomes(made, "color") == [CheckOutcome.DROPPED]


async def test_a_brand_needs_half_of_the_offers() -> None:
    others = [offer(f"Other {number}", "20", brand="Nike") for number in range(3)]
    made = await constrain(outcome(summary(*GREEN[:2], *others)), (), ports())
    assert attribute(made, "brand") == ("Nike",)
    assert attribute(made, "color") == ()


async def test_a_shopper_event_counts_for_a_brand() -> None:
    viewed = summary(GREEN[0], brands=(Fact("Zara", 1, 1.0, from_event=True),))
    made = await constrain(outcome(viewed), (), ports())
    assert attribute(made, "brand") == ("Zara",)


async def test_an_earlier_batch_helps_a_brand_seen_once_now() -> None:
    before = await constrain(outcome(summary(*GREEN[:2])), (), ports())
    page = offer("Green gown", "90", brand="Zara", color="green")
    assert attribute(await constrain(outcome(summary(page)), (), ports()), "brand") == ()
    assert attribute(await constrain(outcome(summary(page)), (before,), ports()), "brand") == ("Zara",)


async def test_the_same_offer_in_an_earlier_batch_does_not_vote_again() -> None:
    before = await constrain(outcome(summary(GREEN[0])), (), ports())
    made = await constrain(outcome(summary(GREEN[0])), (before,), ports())
    assert attribute(made, "brand") == ()


async def test_offers_in_another_currency_do_not_bound_prices() -> None:
    foreign = offer("Import", "900", currency="JPY")
    made = await constrain(outcome(summary(*GREEN, foreign)), (), ports())
    assert made.price is not None
    assert made.price.highest == Decimal(144)


async def test_bounds_are_clamped_to_the_catalogue() -> None:
    made = await constrain(outcome(summary(offer("A", "4"), offer("B", "500"))), (), ports())
    assert made.price is not None
    assert (made.price.lowest, made.price.highest) == (Decimal(10), Decimal(200))
    assert outcomes(made, "lowest_price") == [CheckOutcome.CLAMPED]
    assert outcomes(made, "highest_price") == [CheckOutcome.CLAMPED]


async def test_a_price_the_catalogue_cannot_have_is_dropped_with_its_reason() -> None:
    made = await constrain(outcome(summary(offer("A", "900"), offer("B", "950"))), (), ports())
    assert made.price is not None
    assert made.price.lowest is None
    assert outcomes(made, "lowest_price") == [CheckOutcome.DROPPED]


async def test_without_a_catalogue_nothing_is_dropped_for_it() -> None:
    made = await constrain(outcome(summary(*GREEN)), (), ports(facts=None))
    assert attribute(made, "brand") == ("Zara",)


@pytest.mark.parametrize("state", [BatchState.DEGRADED, BatchState.EXPIRED, BatchState.SUPERSEDED, BatchState.DEAD])
async def test_a_batch_without_a_summary_gives_an_empty_set(state: BatchState) -> None:
    made = await constrain(outcome(None, state, "because"), (), ports())
    assert (made.state, made.reason, made.price, made.attributes) == (state, "because", None, ())


async def test_filters_set_on_the_page_bind_and_stand_apart() -> None:
    filters = (SetFilter("Colour", "navy"), SetFilter("price", "£20 - £50"), SetFilter("brand", "Unknown Label"))
    listed = [offer(f"Dress {price}", price, color="navy") for price in ("20", "45", "49")]
    made = await constrain(outcome(summary(*listed, filters=filters)), (), ports())
    assert [(one.attribute, one.values, one.set_by_shopper) for one in made.filters] == [("color", ("blue",), True)]
    assert made.filter_price is not None
    assert (made.filter_price.lowest, made.filter_price.highest) == (Decimal(20), Decimal(50))
    assert made.price is not None
    assert made.price.highest == Decimal(49)
    assert outcomes(made, "filters.brand") == [CheckOutcome.DROPPED]


async def test_a_filter_that_most_offers_contradict_was_not_set() -> None:
    filters = (SetFilter("brand", "Nike"), SetFilter("price", "£150 - £190"), SetFilter("color", "green"))
    made = await constrain(outcome(summary(*GREEN, filters=filters)), (), ports())
    assert [one.attribute for one in made.filters] == ["color"]
    assert made.filter_price is None
    assert CheckOutcome.DROPPED in outcomes(made, "filters.brand")
    assert CheckOutcome.DROPPED in outcomes(made, "filters.price")


async def test_what_only_a_model_told_of_supports_nothing() -> None:
    told = [offer(f"Nike coat {price}", price, brand="Nike", score=0.25) for price in ("150", "170", "190", "195")]
    made = await constrain(outcome(summary(*GREEN, *told)), (), ports())
    assert made.price is not None
    assert (made.price.lowest, made.price.highest) == (Decimal(18), Decimal(144))
    assert [one.values for one in made.attributes if one.attribute == "brand"] == [("Zara",)]


async def test_prices_told_of_bind_nothing_when_none_is_typed() -> None:
    texts = {"lowest_price": "£150", "highest_price": "£190"}
    told = offer("Nike coat", "150", brand="Nike", score=0.25)
    made = await constrain(outcome(summary(told, texts=texts)), (), ports())
    assert made.price is None
    assert made.attributes == ()


async def test_beside_items_of_the_catalogue_what_is_none_does_not_count() -> None:
    items = [replace(one, item_id=f"z{number}") for number, one in enumerate(GREEN)]
    made = await constrain(outcome(summary(*items, offer("Only today", "1.00"))), (), ports())
    assert made.price is not None
    assert made.price.lowest == Decimal(18)


async def test_text_alone_supports_two_prices_but_no_brand() -> None:
    texts = {"lowest_price": "£18.00", "highest_price": "£144.00", "brand_preference": "Zara"}
    made = await constrain(outcome(summary(texts=texts)), (), ports())
    assert made.price is not None
    assert (made.price.lowest, made.price.highest, made.price.widened) == (Decimal(18), Decimal(144), False)
    assert attribute(made, "brand") == ()
    assert outcomes(made, "brand") == [CheckOutcome.DROPPED]


async def test_the_tool_call_is_taken_first() -> None:
    chat = asked(called("get_user_recommendations", {"lowest_price": 18, "highest_price": 144, "color": "green"}))
    made = await constrain(outcome(summary(*GREEN)), (), ports(chat))
    assert made.origin is Origin.TOOL_CALL
    assert made.price is not None
    assert (made.price.lowest, made.price.highest) == (Decimal(18), Decimal(144))
    assert attribute(made, "color") == ("green",)
    assert attribute(made, "brand") == ()


async def test_json_in_the_words_is_taken_next() -> None:
    chat = asked(said('I would search with {"lowest_price": 18, "highest_price": 144, "color": ["green"]}.'))
    made = await constrain(outcome(summary(*GREEN)), (), ports(chat))
    assert made.origin is Origin.CONTENT_JSON


async def test_an_object_cut_off_in_the_middle_is_read_as_far_as_it_goes() -> None:
    cut = '{"lowest_price": 18.0, "highest_price": 144.0, "color": ["green", "green", "green", "gre'
    made = await constrain(outcome(summary(*GREEN)), (), ports(asked(said(cut))))
    assert made.origin is Origin.CONTENT_JSON
    assert made.price is not None
    assert made.price.highest == Decimal(144)
    assert attribute(made, "color") == ("green",)


async def test_prose_is_asked_once_more_with_a_schema() -> None:
    questions: list[ChatRequest] = []

    def answer(request: ChatRequest) -> Play:
        questions.append(request)
        return (
            said("Happy to help!") if request.tools else said({"lowest_price": 18, "highest_price": None, "color": []})
        )

    made = await constrain(outcome(summary(*GREEN)), (), ports(scripted_chat(answer)))
    assert made.origin is Origin.JSON_SCHEMA
    assert [bool(question.tools) for question in questions] == [True, False]
    assert questions[1].shape is not None


async def test_two_answers_in_prose_leave_it_to_the_reader() -> None:
    made = await constrain(outcome(summary(*GREEN)), (), ports(asked(said("Hello"), said("Hello again"))))
    assert made.origin is Origin.DETERMINISTIC
    assert made.price is not None
    assert outcomes(made, "origin") == [CheckOutcome.DROPPED]


@pytest.mark.parametrize(
    "plays",
    [
        [failed(Unavailable("away", code="model_unavailable"))],
        [failed(GiveUp("no", code="model_denied"))],
        [refused()],
        [called("get_user_recommendations", "{not json"), said('{"unrelated": 1}')],
    ],
)
async def test_model_trouble_still_gives_constraints(plays: list[Play]) -> None:
    made = await constrain(outcome(summary(*GREEN)), (), ports(asked(*plays)))
    assert made.origin is Origin.DETERMINISTIC
    assert made.price is not None
    assert made.price.highest == Decimal(144)


async def test_a_server_without_tools_is_asked_for_json() -> None:
    chat = asked(failed(GiveUp("no tools", code="tools_unsupported")), said({"lowest_price": 18, "highest_price": 144}))
    made = await constrain(outcome(summary(*GREEN)), (), ports(chat))
    assert made.origin is Origin.JSON_SCHEMA


async def test_a_model_cannot_invent_bounds_brands_or_colours() -> None:
    told = {"lowest_price": 99, "highest_price": 101, "color": ["white"], "brand": ["Nike", "Buy Me Now"]}
    made = await constrain(outcome(summary(*GREEN)), (), ports(asked(called("get_user_recommendations", told))))
    assert made.price is not None
    assert (made.price.lowest, made.price.highest) == (Decimal(18), Decimal(144))
    assert made.attributes == ()
    assert CheckOutcome.CLAMPED in outcomes(made, "lowest_price")


async def test_a_whole_number_bound_is_the_offer_it_rounds() -> None:
    shoes = [offer("Level 3", "63.97"), offer("Air", "180")]
    told = {"lowest_price": 63, "highest_price": 180, "color": None}
    made = await constrain(outcome(summary(*shoes)), (), ports(asked(called("get_user_recommendations", told))))
    assert made.price is not None
    assert made.price.lowest == Decimal("63.97")
