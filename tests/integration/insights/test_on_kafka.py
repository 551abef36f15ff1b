"""The real process on real Kafka: exact sums, whatever is killed, restarted or joins."""

from __future__ import annotations

import asyncio
import time

import pytest
from interarec.domain.batches import BatchState, ModelUsage
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm

from tests.integration.insights.conftest import House
from tests.integration.insights.watching import Shop
from tests.servers import KafkaServer
from tests.unit.insights.values import did, offer, outcome, shot, slate

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

SEEN_WITHIN_S, TIMES = 15, 3
"""Promised, and how many times that a machine that does other work may take; the time it took is printed."""
SESSIONS = tuple(f"s{number}" for number in range(8))


async def sells(shop: Shop, round_: int) -> None:
    """In each session two screenshots, a slate, its impression, and a purchase of two at 2.50."""
    site = shop.site_id
    for session in SESSIONS:
        slate_id = f"{site}-{session}-{round_}"
        await shop.say(
            shot(session, round_ * 2, site=site),
            shot(session, round_ * 2 + 1, site=site),
            slate(session, slate_id, Arm.ASSORTMENT, total_ms=100, site=site),
            did(session, round_ * 2, Action.IMPRESSION, slate_id=slate_id, site=site),
            did(session, round_ * 2 + 1, Action.PURCHASE, slate_id=slate_id, quantity=2, price="2.50", site=site),
        )


def sold(rounds: int) -> dict[str, float]:
    """What `rounds` of `sells` add up to."""
    each = len(SESSIONS) * rounds
    return {
        "sessions": float(len(SESSIONS)),
        "screenshots": 2.0 * each,
        "slates:assortment": float(each),
        "freshness_ms": 100.0 * each,
        "freshness_count": float(each),
        "impressions": float(each),
        "impressions:assortment": float(each),
        "purchases": 2.0 * each,
        "purchases:assortment": 2.0 * each,
        "revenue": 5.0 * each,
        "revenue:assortment": 5.0 * each,
    }


async def test_messages_of_all_topics_become_windows(house: House, shop: Shop) -> None:
    await asyncio.to_thread(house.start)
    site = shop.site_id
    usage = ModelUsage("m", calls=2, prompt_tokens=900, completion_tokens=80, images=10)
    await shop.say(
        outcome("a", offer("19.99", "green", "fernhollow"), offer("20", "green"), usage=usage, site=site),
        outcome("b", state=BatchState.EXPIRED, site=site),
        slate("a", f"{site}-1", Arm.RERANK, total_ms=1500, site=site),
        slate("a", f"{site}-1", Arm.RERANK, revision=1, site=site),
        did("a", 0, Action.CLICK, slate_id=f"{site}-1", site=site),
        did("a", 1, Action.VIEW, site=site),
    )
    sums = await shop.wait_for(lambda sums: len(sums) >= 16)
    assert sums == {
        "batches:summarised": 1, "batches:expired": 1,
        "color:green": 2, "brand:fernhollow": 1, "price_band:10-20": 1, "price_band:20-50": 1,
        "model_calls": 2, "model_prompt_tokens": 900, "model_completion_tokens": 80, "model_images": 10,
        "slates:rerank": 1, "freshness_ms": 1500, "freshness_count": 1,
        "clicks": 1, "clicks:rerank": 1, "views": 1,
    }  # fmt: skip


async def test_a_killed_process_counts_nothing_twice_and_misses_nothing(house: House, shop: Shop) -> None:
    process = await asyncio.to_thread(house.start)
    await sells(shop, 0)
    await shop.wait_for(lambda sums: sums.get("screenshots", 0) > 0)
    await asyncio.to_thread(process.kill)
    await sells(shop, 1)
    await asyncio.to_thread(process.start)
    await shop.wait_for(lambda sums: sums == sold(2))
    site = shop.site_id
    late = did("s0", 4, Action.CLICK, slate_id=f"{site}-s0-0", site=site)
    await shop.say(late)
    sums = await shop.wait_for(lambda sums: "clicks" in sums)
    assert sums == {**sold(2), "clicks": 1, "clicks:assortment": 1}, "the arm of a slate from before the kill"


async def test_a_second_process_takes_its_share_and_gives_it_back(house: House, shop: Shop) -> None:
    first = await asyncio.to_thread(house.start)
    await sells(shop, 0)
    await shop.wait_for(lambda sums: sums == sold(1))
    second = await asyncio.to_thread(house.start)
    await sells(shop, 1)
    await shop.wait_for(lambda sums: sums == sold(2))
    await asyncio.to_thread(first.stop)
    await sells(shop, 2)
    await shop.wait_for(lambda sums: sums == sold(3))
    await asyncio.to_thread(first.start)
    await sells(shop, 3)
    await shop.wait_for(lambda sums: sums == sold(4))
    await asyncio.to_thread(second.kill)
    await sells(shop, 4)
    await shop.wait_for(lambda sums: sums == sold(5))


async def test_a_deaf_consumer_is_seen_by_readiness_and_forgotten_after_it(house: House, shop: Shop) -> None:
    """It goes on with heartbeats and commits, and gets nothing."""
    process = await asyncio.to_thread(house.start_deafable)
    await sells(shop, 0)
    await shop.wait_for(lambda sums: sums == sold(1))
    await asyncio.to_thread(process.be_deaf)
    began = time.monotonic()
    await sells(shop, 1)
    status, body = await asyncio.to_thread(process.health)
    while status == 200:
        assert time.monotonic() - began < TIMES * SEEN_WITHIN_S, "nobody sees it"
        await asyncio.sleep(0.2)
        status, body = await asyncio.to_thread(process.health)
    print(f"a deaf insights consumer is seen after {time.monotonic() - began:.1f} s")
    assert body["checks"]["windows"]["reason"].startswith("deaf: ")
    assert body["checks"]["bus"]["status"] == "ok"
    assert await shop.sums() == sold(1)
    process.hear()
    await asyncio.to_thread(process.wait_until_ready)
    await shop.wait_for(lambda sums: sums == sold(2))


async def test_an_outage_of_kafka_is_sat_out(house: House, shop: Shop, kafka_of_ours: KafkaServer) -> None:
    process = await asyncio.to_thread(house.start)
    await sells(shop, 0)
    await shop.wait_for(lambda sums: sums.get("screenshots", 0) > 0)
    await asyncio.to_thread(kafka_of_ours.kill)
    status, body = await asyncio.to_thread(process.health)
    assert status == 503
    assert body["checks"]["bus"]["status"] == "unavailable"
    await asyncio.to_thread(kafka_of_ours.start)
    await asyncio.to_thread(process.wait_until_ready)
    await sells(shop, 1)
    await shop.wait_for(lambda sums: sums == sold(2))
