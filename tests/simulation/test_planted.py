"""The checker finds each planted fault within a bounded number of schedules; on the real code it finds nothing."""

from __future__ import annotations

import pytest

from tests.simulation.invariants import check
from tests.simulation.planted import PLANTED
from tests.simulation.story import play

BOUND = 200
HAUNTED = {"cut by timer": "batcher", "cancel that still produces": "summarizer"}
"""Faults that only show where a frozen process of one kind comes back: the others are spared."""


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    haunted = HAUNTED.get(fault)
    assert any(check(play(seed, PLANTED[fault], haunted)) for seed in range(BOUND)), (
        f"{BOUND} schedules did not show it"
    )
