"""What each message adds: known sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from interarec.domain.batches import BatchState, ModelUsage
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm
from interarec.domain.screenshots import SessionEnd
from interarec.insights.counting import count

from tests.unit.insights.values import AT, did, offer, outcome, shot, slate


def test_the_first_screenshot_of_a_session_counts_the_session() -> None:
    assert count(shot("s", 0)) == {"screenshots": 1, "sessions": 1}
    assert count(shot("s", 1)) == {"screenshots": 1}
    assert count(SessionEnd("shop", "s", AT)) == {}


def test_an_outcome_counts_each_offer_once_by_what_is_known_of_it() -> None:
    seen = outcome(
        "s", offer("19.99", "green", "fernhollow", "dresses"), offer("20.00", "green"), offer("1000", brand="oak & ash")
    )
    assert count(seen) == {
        "batches:summarised": 1,
        "color:green": 2,
        "brand:fernhollow": 1,
        "brand:oak & ash": 1,
        "category:dresses": 1,
        "price_band:10-20": 1,
        "price_band:20-50": 1,
        "price_band:1000+": 1,
    }


@pytest.mark.parametrize(
    ("price", "band"), [("0", "0-10"), ("9.99", "0-10"), ("10", "10-20"), ("499.99", "200-500"), ("999.99", "500-1000")]
)
def test_a_price_on_an_edge_is_in_the_upper_band(price: str, band: str) -> None:
    assert count(outcome("s", offer(price)))[f"price_band:{band}"] == 1


def test_an_outcome_without_a_summary_counts_its_state_and_what_the_model_cost() -> None:
    spent = ModelUsage("m", calls=2, prompt_tokens=900, completion_tokens=80, images=10)
    assert count(outcome("s", state=BatchState.DEGRADED, usage=spent)) == {
        "batches:degraded": 1,
        "model_calls": 2,
        "model_prompt_tokens": 900,
        "model_completion_tokens": 80,
        "model_images": 10,
    }


def test_a_long_label_is_cut() -> None:
    names = [name for name in count(outcome("s", offer("5", brand="b" * 200))) if name.startswith("brand:")]
    assert names == [f"brand:{'b' * 60}"]


def test_a_purchase_counts_its_quantity_and_revenue_in_all_and_for_its_arm() -> None:
    bought = did("s", 0, Action.PURCHASE, quantity=3, price="18.50")
    assert count(bought) == {"purchases": 3, "revenue": float(Decimal("55.50"))}
    assert count(bought, "rerank") == {
        "purchases": 3,
        "revenue": 55.5,
        "purchases:rerank": 3,
        "revenue:rerank": 55.5,
    }


def test_only_what_is_compared_is_counted_per_arm() -> None:
    assert count(did("s", 0, Action.IMPRESSION), "unified") == {"impressions": 1, "impressions:unified": 1}
    assert count(did("s", 0, Action.CLICK), "unified") == {"clicks": 1, "clicks:unified": 1}
    assert count(did("s", 0, Action.VIEW), "unified") == {"views": 1}
    assert count(did("s", 0, Action.ADD_TO_CART), "unified") == {"add_to_cart": 1}


def test_a_slate_counts_for_its_arm_with_its_freshness_and_a_new_wording_is_not_a_new_slate() -> None:
    made = slate("s", "r", Arm.UNIFIED, total_ms=1250.0)
    assert count(made) == {"slates:unified": 1, "freshness_ms": 1250, "freshness_count": 1}
    assert count(slate("s", "r", Arm.FALLBACK)) == {"slates:fallback": 1}
    assert count(slate("s", "r", Arm.UNIFIED, total_ms=9.0, revision=1)) == {}
