"""A dozen seeds of faults on real parts.

`make chaos SEED=…` replays one alone, `make chaos` plays two hundred.
"""

from __future__ import annotations

import asyncio

import pytest

from tests.chaos.faults import schedule
from tests.chaos.run import play, table, world_of_shoppers

pytestmark = [pytest.mark.real, pytest.mark.timeout(1_500)]

DOZEN = (1, 3, 4, 5, 6, 8, 12, 13, 14, 15, 21, 39)
"""Kills of summarizer, recommender, gateway, Kafka and Redis; capture, gateway, Kafka, Redis and S3 frozen; Kafka
restarted; capture's link to Kafka cut."""


def test_a_dozen_faults_lose_double_and_misdirect_nothing() -> None:
    with world_of_shoppers() as world:
        played = asyncio.run(play(world, [schedule(seed) for seed in DOZEN]))
    print(f"\n{table(played)}")
    assert [said for one in played for said in one.broken] == []
    assert len(played) == len(DOZEN)
    assert [one.late for one in played if one.late] == []
