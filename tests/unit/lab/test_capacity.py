"""Capacity and cost against sums made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from interarec.domain.errors import InvalidInput
from interarec.lab.capacity import Load, ModelUse, ReaderUse, Sizes, plan

LOAD = Load(shoppers=100, hours=10, interval_s=2, batch_size=10, sent_share=0.5, interactions_per_hour=30)
READER = ReaderUse(seconds_per_batch=16, cores=2)
MODEL = ModelUse(
    images_per_request=10, image_tokens=1_000, text_tokens=500, completion_tokens=400,
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
    # 90 calls an hour, each 500 + frames x tokens of prompt and 400 of answer; low detail is 300 a picture.
    ladder = plan(LOAD, "local", READER, MODEL, SIZES)["ladder"]
    assert [(one["step"], one["frames"], one["tokens"]) for one in ladder] == [
        ("full", 10, 981_000),
        ("low", 10, 351_000),
        ("fewer", 4, 189_000),
        ("fewer", 2, 135_000),
        ("reuse", 0, 0),
        ("events", 0, 0),
    ]
    assert ladder[0]["cost"] == pytest.approx(0.4356)
