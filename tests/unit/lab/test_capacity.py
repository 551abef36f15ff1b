"""Capacity and cost against sums made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from interarec.domain.errors import InvalidInput
from interarec.domain.summaries import CATEGORIES, BehaviourSummary, Categories
from interarec.lab.capacity import FULL_CALL, LOW_CALL, SMALL_CALL, Call, Load, ModelUse, ReaderUse, Sizes, plan
from interarec.platform.chat.governor import IMAGE_TOKENS
from interarec.summarizer.engines import PageImage
from interarec.summarizer.engines.prompt import messages, summary_shape

LOAD = Load(shoppers=100, hours=10, interval_s=2, batch_size=10, sent_share=0.5, interactions_per_hour=30)
READER = ReaderUse(seconds_per_batch=16, cores=2)
MODEL = ModelUse(
    images_per_request=10, call=Call(1_000, 500, 400), low=Call(300, 200, 100), read_along=False,
    prompt_price=0.40, completion_price=1.60,
)  # fmt: skip
SIZES = Sizes(
    screenshot_record=100, batch_records=1_000, slate_record=500, interaction_record=200, window_record=10,
    image=50_000, trace=2_000, replication=3,
)  # fmt: skip


def test_a_shopper_hour_with_a_model() -> None:
    # 3600 s / 2 s = 1800 captures, half of them sent: 900 screenshots, 90 batches, one call each.
    # A call: 500 + 10 x 1000 = 10,500 prompt tokens and 400 of answer.
    # 945,000 x 0.40 / 1e6 + 36,000 x 1.60 / 1e6 = 0.378 + 0.0576.
    report = plan(LOAD, "openai", READER, MODEL, SIZES)
    assert report["per_shopper_hour"] == pytest.approx(
        {
            "screenshots": 900,
            "batches": 90,
            "slates": 120,
            "model_calls": 90,
            "prompt_tokens": 945_000,
            "completion_tokens": 36_000,
            "cost": 0.4356,
        }
    )
    assert report["model"] == pytest.approx({"requests_per_minute": 150, "tokens_per_minute": 1_635_000})
    assert report["reader"] is None
    assert report["per_day"]["cost"] == pytest.approx(435.6), "1000 shopper hours"


def test_all_shoppers_together() -> None:
    everybody = plan(LOAD, "openai", READER, MODEL, SIZES)["all_shoppers"]
    assert everybody == pytest.approx(
        {"screenshots_per_second": 25, "batches_per_hour": 9_000, "slates_per_second": 120 * 100 / 3600}
    )


def test_the_local_reader_costs_cores_and_no_tokens() -> None:
    # A batch comes every 2 s x 10 / 0.5 = 40 s and keeps a core busy for 16 of them: 2.5 sessions a core.
    report = plan(LOAD, "local", READER, MODEL, SIZES)
    assert report["reader"] == {"seconds_per_batch": 16, "cores": 2, "sessions_held": 5, "cores_needed": 40}
    assert report["model"] is None
    assert report["per_shopper_hour"]["cost"] == 0
    assert report["per_shopper_hour"]["model_calls"] == 0


def test_half_a_session_is_not_held_and_half_a_core_is_needed() -> None:
    report = plan(replace(LOAD, shoppers=1), "local", ReaderUse(seconds_per_batch=30, cores=2), MODEL, SIZES)
    assert report["reader"]["sessions_held"] == 2, "2.67"
    assert report["reader"]["cores_needed"] == 1, "0.75"


def test_bytes_a_day() -> None:
    # The log, per shopper hour and replica: 900 x 100 + 90 x 1000 + 120 x 500 + 30 x 200 = 246,000, and
    # 900 + 90 + 120 + 30 = 1,140 counted messages x 10; x 3 replicas x 1000 hours.
    # The store: 900 x 50,000 + 120 x 2,000 = 45,240,000 x 1000 hours.
    day = plan(LOAD, "local", READER, MODEL, SIZES)["per_day"]
    assert day["kafka_bytes"] == 257_400 * 3 * 1_000
    assert day["object_bytes"] == 45_240_000_000


def test_fewer_images_a_request_than_a_batch_has_cost_less() -> None:
    report = plan(LOAD, "openai", READER, replace(MODEL, images_per_request=4), SIZES)
    assert report["per_shopper_hour"]["prompt_tokens"] == 90 * 4_500


@pytest.mark.parametrize(
    "wrong",
    [
        replace(LOAD, interval_s=0),
        replace(LOAD, shoppers=-1),
        replace(LOAD, sent_share=1.1),
        replace(LOAD, hours=float("nan")),
        replace(LOAD, shoppers=float("inf")),
    ],
)
def test_nonsense_is_refused_by_name(wrong: Load) -> None:
    with pytest.raises(InvalidInput, match=r"interval_s|shoppers|sent_share|hours"):
        plan(wrong, "local", READER, MODEL, SIZES)


def test_the_ladder_costs_less_step_by_step_and_ends_at_nothing() -> None:
    # 90 calls an hour: 500 + 10 x 1000 + 400 in full; in low detail 200 + frames x 300 + 100.
    ladder = plan(LOAD, "local", READER, MODEL, SIZES)["ladder"]
    assert [(one["step"], one["frames"], one["tokens"]) for one in ladder] == [
        ("full", 10, 981_000),
        ("low", 10, 297_000),
        ("fewer", 4, 135_000),
        ("fewer", 2, 81_000),
        ("reuse", 0, 0),
        ("events", 0, 0),
    ]
    assert ladder[0]["cost"] == pytest.approx(0.4356)


def test_small_pictures_have_no_fuller_step_and_the_reader_beside_them() -> None:
    # As shipped: 90 calls, each 700 + 10 x 300 = 3,700 prompt tokens and 260 of answer.
    report = plan(LOAD, "openai", READER, ModelUse(), SIZES)
    hour = report["per_shopper_hour"]
    assert (hour["prompt_tokens"], hour["completion_tokens"]) == (333_000, 23_400)
    assert report["ladder"][0] == {"step": "low", "frames": 10, "tokens": 356_400, "cost": 0}
    assert report["reader"] == {"seconds_per_batch": 16, "cores": 2, "sessions_held": 5, "cores_needed": 40}


def _letters(*, small: bool) -> tuple[int, int]:
    """Of the question about ten screenshots after an earlier summary, and of an answer's eight texts and their keys."""
    told = dict.fromkeys(CATEGORIES, "x" * 100)
    earlier = BehaviourSummary(Categories(**told))
    images = tuple(PageImage(f"s.{number}", number, b"", "image/webp") for number in range(10))
    asked = messages(images, earlier, "low", small=small)
    question = sum(len(one.text) for one in asked) + len(json.dumps(summary_shape(small=small).schema))
    return question, len(json.dumps(told))


@pytest.mark.parametrize(("call", "small"), [(SMALL_CALL, True), (FULL_CALL, False)])
def test_the_words_counted_are_those_the_engine_asks(call: Call, small: bool) -> None:
    question, _ = _letters(small=small)
    assert question / 4 == pytest.approx(call.text_tokens, rel=0.05)


def test_small_pictures_are_answered_by_eight_texts_alone() -> None:
    assert set(summary_shape(small=True).schema["properties"]) == set(CATEGORIES)
    _, answer = _letters(small=True)
    assert answer / 4 == pytest.approx(SMALL_CALL.completion_tokens, rel=0.1)
    assert LOW_CALL.completion_tokens == FULL_CALL.completion_tokens, "nobody reads along, so the offers are told"
    assert SMALL_CALL.image_tokens == LOW_CALL.image_tokens == IMAGE_TOKENS["low"]
