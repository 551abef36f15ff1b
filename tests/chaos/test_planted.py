"""The checker on a world of real parts with planted faults: it must find each. Run by `make chaos`."""

from __future__ import annotations

import asyncio

import pytest

from tests.chaos.crowd import Pace
from tests.chaos.faults import Fault, Schedule
from tests.chaos.planted import planted_service
from tests.chaos.run import play
from tests.chaos.shopper import FACES
from tests.chaos.world import running_world
from tests.e2e.shoppers import shoppers as looks

pytestmark = [pytest.mark.real, pytest.mark.timeout(1_500)]

BUSY = Pace(sessions=48, show_every_s=1.2, act_every_s=3.0)
"""Sessions whose batches interleave on each partition."""
SPOILED = Schedule(0, ((Fault("freeze", "redis"), 2.0, 4.0), (Fault("kill", "summarizer"), 4.0, 2.0)))
FOUND_BY = {
    "dedupe without read-back": "each_screenshot_is_in_exactly_one_outcome",
    "commit before work": "commits_never_pass_an_open_item: interarec.recommender",
    "publish without the newer-check": "offsets_of_a_session_only_grow",
}


def test_planted_faults_are_found_on_real_parts_too() -> None:
    with running_world(looks(FACES), make=planted_service) as world:
        (played,) = asyncio.run(play(world, [SPOILED], quiet_limit_s=30, pace=BUSY))
    for fault, promise in FOUND_BY.items():
        assert any(said.startswith(promise) for said in played.broken), f"{fault} was not found: {played.broken[:40]}"
