"""The checker on a world of real parts: it finds each planted fault, and nothing without them.

`make test` runs the one with faults, `make chaos` both.
"""

from __future__ import annotations

import asyncio

import pytest

from tests.chaos.planted import planted_service
from tests.chaos.shopper import FACES
from tests.chaos.steps import BUDGET, SETTINGS, take_the_steps
from tests.chaos.world import Make, running_world
from tests.e2e.shoppers import shoppers as looks
from tests.servers import ServiceProcess

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

FOUND_BY = {
    "dedupe without read-back": ("each_screenshot_is_in_exactly_one_outcome", " is in 2 batches"),
    "commit before work": ("commits_never_pass_an_open_item", "interarec.recommender committed"),
    "publish without the newer-check": ("offsets_of_a_session_only_grow", " was published after "),
    "spend without reserving": ("spending_stays_within_the_budget_and_one_call", " tokens a day"),
}
"""The promise that each breaks, and how the checker says it."""


def _said(make: Make) -> list[str]:
    with running_world(looks(FACES), make=make, settings=SETTINGS, budget=BUDGET) as world:
        return asyncio.run(take_the_steps(world))


def test_planted_faults_are_found_on_real_parts_too() -> None:
    said = _said(planted_service)
    for fault, (promise, words) in FOUND_BY.items():
        found = [one for one in said if one.startswith(f"{promise}: ") and words in one]
        print(f"{fault}: {found[:1]}")
        assert found, f"{fault} was not found: {said}"


def test_the_same_steps_break_nothing_without_them() -> None:
    assert _said(ServiceProcess) == []
