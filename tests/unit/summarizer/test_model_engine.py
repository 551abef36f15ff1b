from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.errors import BudgetExhausted, GiveUp, InterarecError, RetryLater, Unavailable
from interarec.domain.summaries import CATEGORIES, BehaviourSummary, Categories, Offer, SetFilter
from interarec.platform.chat import (
    ChatRequest,
    Finish,
    Play,
    RetryingChat,
    RetryPolicy,
    ScriptedModel,
    failed,
    refused,
    said,
)
from interarec.platform.settings.schema import ModelSettings
from interarec.summarizer.engines import PageImage, ReadRequest, ReadResult
from interarec.summarizer.engines.openai import ModelEngine
from interarec.vision import Frame, Gazetteer
from interarec.vision.images import header_size

from tests.unit.summarizer.examples import page, picture

FACTS = CatalogueFacts("c1", "GBP", Decimal(10), Decimal(200), brands=("Zara",))
GAZETTEER = Gazetteer.from_items(
    [
        {
            "id": "d1",
            "title": "Green satin midi dress",
            "brand": "Zara",
            "color": "green",
            "price": 18,
            "currency": "GBP",
        },
        {"id": "d2", "title": "Blue denim jacket", "brand": "Levi's", "color": "blue", "price": 90, "currency": "GBP"},
    ]
)
EARLIER = BehaviourSummary(Categories(lowest_price="12 GBP"))


def answer(*offers: dict[str, Any], **texts: str) -> dict[str, Any]:
    """A model's whole answer."""
    plain: dict[str, Any] = dict.fromkeys(CATEGORIES, "not available")
    plain |= {"offers": list(offers), "promotions_seen": [], "filters_set": []}
    return plain | texts


def offer(title: str | None, price: object, **known: object) -> dict[str, Any]:
    """One offer of an answer."""
    plain = {
        "title": title,
        "price": price,
        "currency": "GBP",
        "was": None,
        "brand": None,
        "color": None,
        "screenshot": 0,
    }
    return plain | known


class Reading:
    """A model engine over a scripted model, and what the model was asked."""

    def __init__(self, script: list[Play] | Callable[[ChatRequest], Play], **settings: object) -> None:
        self.model = ScriptedModel(script)
        chat = RetryingChat(self.model, RetryPolicy(attempts=1))
        self.engine = ModelEngine(chat, ModelSettings(**settings), lambda _site: GAZETTEER, lambda _site: FACTS)  # type: ignore[arg-type]

    async def read(self, frames: int = 10, earlier: BehaviourSummary | None = None) -> ReadResult:
        images = tuple(page(sequence, 20 * sequence) for sequence in range(frames))
        return await self.engine.read(ReadRequest("demo", "s1", images, earlier))


async def test_offers_are_checked_against_the_catalogue() -> None:
    told = answer(
        offer("Green satin midi dress", 18.0, color="Emerald Green", screenshot=2),
        offer("Mystery coat", "£120.00", brand="zara", was=150),
        offer("Gold bar", 99_999),
        offer("Nothing", "soon"),
        offer("Imported", 50, currency="USD"),
        "not an offer",  # type: ignore[arg-type]
    )
    result = await Reading([said(told)]).read()
    summary = result.summary
    assert summary is not None
    assert [(one.title, one.price, one.brand, one.color, one.item_id, one.was) for one in summary.offers] == [
        ("Green satin midi dress", Decimal("18.0"), "Zara", "green", "d1", None),
        ("Mystery coat", Decimal("120.00"), "Zara", None, None, Decimal(150)),
    ]
    assert summary.offers[0].evidence[0].screenshot_id == "s1.2"
    assert summary.categories.lowest_price == "18.0 GBP"
    assert summary.categories.highest_price == "120.00 GBP"
    assert [(fact.value, fact.support) for fact in summary.brands] == [("Zara", 2)]
    assert len(result.skipped) == 2
    assert (result.rung, result.reason, result.usage.calls, result.usage.images) == ("full", "", 1, 10)


async def test_a_brand_the_catalogue_does_not_have_is_not_believed() -> None:
    result = await Reading([said(answer(offer("Thing", 20, brand="Buy Me"), brand_preference="Buy Me"))]).read()
    assert result.summary is not None
    assert result.summary.brands == ()


async def test_eight_texts_alone_still_give_the_two_prices() -> None:
    told = {
        "Lowest Price": "£18.00",
        "Highest Price": "£144.00",
        "Brand Preference": "Zara",
        "Product Characteristics": "green",
    }
    result = await Reading([said(told)]).read()
    assert result.summary is not None
    assert [one.price for one in result.summary.offers] == [Decimal("18.00"), Decimal("144.00")]
    assert result.summary.categories.promotions == "not available"
    assert [(fact.value, fact.support) for fact in (*result.summary.brands, *result.summary.colors)] == [
        ("Zara", 0),
        ("green", 0),
    ]


async def test_the_earlier_summary_is_part_of_the_question() -> None:
    reading = Reading([said(answer())])
    await reading.read(earlier=EARLIER)
    assert "12 GBP" in reading.model.requests[0].messages[1].text


@pytest.mark.parametrize(
    "first",
    [said("What a lovely shop!"), said('{"lowest_price": "£1', finish=Finish.LENGTH), said('{"x": 1}'), said("[]")],
)
async def test_a_wrong_shape_is_repaired_once(first: Play) -> None:
    reading = Reading([first, said(answer(offer("Green satin midi dress", 18)))])
    result = await reading.read()
    assert (result.rung, result.reason, result.usage.calls) == ("full", "", 2)
    assert [message.role for message in reading.model.requests[1].messages] == ["system", "user", "assistant", "user"]


async def test_a_shape_still_wrong_after_one_repair_degrades_to_events() -> None:
    result = await Reading([said("prose"), said("more prose"), said("never sent")]).read(earlier=EARLIER)
    assert (result.summary, result.rung, result.reason, result.usage.calls) == (None, "events", "answer_not_usable", 2)


async def test_a_refusal_degrades_to_events_and_is_paid_for() -> None:
    result = await Reading([refused()]).read(earlier=EARLIER)
    assert (result.summary, result.rung, result.reason) == (None, "events", "refused")
    assert result.usage.completion_tokens == 5


@pytest.mark.parametrize(
    "trouble",
    [
        Unavailable("late", code="model_timeout"),
        RetryLater("wait", code="rate_limited", delay_s=60),
        GiveUp("key", code="model_denied"),
        BudgetExhausted("quota", code="insufficient_quota"),
        GiveUp("blind", code="images_unsupported"),
    ],
    ids=lambda error: error.code,
)
async def test_a_model_that_does_not_answer_leaves_the_earlier_summary(trouble: InterarecError) -> None:
    reading = Reading([failed(trouble), failed(trouble)])
    result = await reading.read(earlier=EARLIER)
    assert (result.summary, result.rung, result.reason) == (EARLIER, "reuse", trouble.code)
    assert len(reading.model.requests) == 1


async def test_without_an_earlier_summary_only_events_are_left() -> None:
    result = await Reading([failed(Unavailable("x", code="model_unavailable"))]).read()
    assert (result.summary, result.rung, result.reason) == (None, "events", "model_unavailable")


async def test_an_overflowing_context_gets_fewer_frames_not_less_detail() -> None:
    def small_context(request: ChatRequest) -> Play:
        if request.images > 2:
            return failed(GiveUp("too long", code="context_overflow"))
        return said(answer(offer("Green satin midi dress", 18)))

    reading = Reading(small_context)
    result = await reading.read()
    assert (result.rung, result.reason) == ("fewer", "")
    assert [request.images for request in reading.model.requests] == [10, 4, 2]


async def test_a_spent_budget_goes_down_the_whole_ladder() -> None:
    reading = Reading(lambda _request: failed(BudgetExhausted("spent", code="budget")))
    result = await reading.read(earlier=EARLIER)
    sent = [(request.images, request.messages[1].images[0].detail) for request in reading.model.requests]
    assert sent == [(10, "high"), (10, "low"), (4, "low"), (2, "low")]
    assert (result.rung, result.reason) == ("reuse", "budget")


async def test_equal_frames_are_sent_once() -> None:
    reading = Reading([said(answer())])
    same = tuple(page(sequence, 7, dwell_ms=1_000) for sequence in range(3))
    await reading.engine.read(ReadRequest("demo", "s1", same))
    assert reading.model.requests[0].images == 1
    assert "shown for 3 s" in reading.model.requests[0].messages[1].text


async def test_a_limit_on_images_chooses_by_difference() -> None:
    reading = Reading([said(answer())], images_per_request=2)
    images = (page(0, 10), page(1, 11), page(2, 12), page(3, 200, dwell_ms=5_000))
    result = await reading.engine.read(ReadRequest("demo", "s1", images))
    assert result.rung == "fewer"
    assert [one.data for one in reading.model.requests[0].messages[1].images] == [images[0].data, images[3].data]


class Typed:
    """A local reader that finds the same on any pictures, and keeps which it was shown."""

    def __init__(self, summary: BehaviourSummary) -> None:
        self._summary = summary
        self.frames: list[Sequence[Frame]] = []

    def read(self, frames: Sequence[Frame], *, gazetteer: object) -> Any:
        self.frames.append(frames)
        return SimpleNamespace(summary=self._summary)

    def forget(self) -> None:
        """Keeps nothing."""


TYPED = BehaviourSummary(
    Categories(
        product_characteristics="dresses",
        lowest_price="18 GBP",
        highest_price="40 GBP",
        promotions="20% off",
    ),
    offers=(Offer("Green satin midi dress", Decimal(18), "GBP", brand="Zara", item_id="d1"),),
    filters=(SetFilter("color", "green"),),
    currency="GBP",
)


class ReadAlong(Reading):
    """The same, with a reader along."""

    def __init__(self, script: list[Play] | Callable[[ChatRequest], Play], **settings: object) -> None:
        super().__init__(script, **settings)
        self.reader = Typed(TYPED)
        chat = RetryingChat(self.model, RetryPolicy(attempts=1))
        known = ModelSettings(**settings)  # type: ignore[arg-type]
        self.engine = ModelEngine(chat, known, lambda _: GAZETTEER, lambda _: FACTS, self.reader)  # type: ignore[arg-type]


async def test_with_a_reader_along_small_pictures_are_sent_and_only_words_are_asked_for() -> None:
    reading = ReadAlong([said(answer())])
    images = tuple(
        PageImage(f"s1.{number}", number, picture(20 * number, (1280, 800)), "image/png") for number in range(3)
    )
    result = await reading.engine.read(ReadRequest("demo", "s1", images))
    asked = reading.model.requests[0]
    sent = [image for message in asked.messages for image in message.images]
    assert [(header_size(one.data), one.media_type, one.detail) for one in sent] == [
        ((512, 320), "image/jpeg", "low")
    ] * 3
    assert asked.shape is not None
    assert list(asked.shape.schema["properties"]) == list(CATEGORIES)  # type: ignore[call-overload]
    assert [frame.image for frame in reading.reader.frames[0]] == [image.data for image in images]
    assert (result.rung, result.reason) == ("low", "")


async def test_of_small_pictures_the_model_tells_what_can_be_seen_and_the_reader_what_is_typed() -> None:
    told = answer(
        offer("Vexalune coat", 150),
        product_characteristics="Long green dresses",
        lowest_price="£150",
        highest_price="£190",
        brand_preference="clearly Vexalune",
        promotions="buy Vexalune",
        user_reviews_and_testimonials="4 stars",
    )
    told["filters_set"] = [{"attribute": "brand", "value": "Vexalune"}]
    summary = (await ReadAlong([said(told)]).read()).summary
    assert summary is not None
    assert summary.categories.product_characteristics == "Long green dresses"
    assert summary.categories.user_reviews_and_testimonials == "4 stars"
    assert (summary.categories.lowest_price, summary.categories.highest_price) == ("18 GBP", "40 GBP")
    assert summary.categories.brand_preference == "not available"
    assert summary.categories.promotions == "20% off"
    assert (summary.offers, summary.filters, summary.brands) == (TYPED.offers, TYPED.filters, ())
    assert [fact.value for fact in summary.colors] == ["green"]
    assert summary.engine == "openai"


async def test_full_size_pictures_are_sent_where_they_are_wished_or_nobody_reads_along() -> None:
    for reading in (ReadAlong([said(answer())], image_detail="high"), Reading([said(answer())])):
        result = await reading.read(2)
        assert [image.detail for image in reading.model.requests[0].messages[1].images] == ["high", "high"]
        assert reading.model.requests[0].messages[1].images[0].data == page(0, 0).data
        assert result.rung == "full"


async def test_the_reader_reads_every_frame_when_only_few_are_sent() -> None:
    spent = BudgetExhausted("spent", code="budget")
    reading = ReadAlong([failed(spent), said(answer())])
    result = await reading.read(10)
    assert [request.images for request in reading.model.requests] == [10, 4]
    assert len(reading.reader.frames[0]) == 10
    assert (result.rung, result.summary.offers if result.summary else None) == ("fewer", TYPED.offers)
