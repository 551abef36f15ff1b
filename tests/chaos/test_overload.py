"""A minute of overload on real parts. `make chaos` runs ten of them as well."""

from __future__ import annotations

import pytest
from interarec.domain.batches import BatchState

from tests.chaos.overload import AGAIN_LIMIT_S, EXPIRE_MS, overloaded

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]


def test_a_minute_of_overload_is_shed_in_order_and_passes() -> None:
    done = overloaded(60)
    print(f"\n{done.report()}")
    assert done.broken == []
    assert done.growing() == []
    assert done.states[BatchState.SUPERSEDED] + done.states[BatchState.EXPIRED] > done.states[BatchState.SUMMARISED]
    assert done.states[BatchState.SUMMARISED] > 0
    assert done.refused > 0
    assert 1000 * done.read_age_s < EXPIRE_MS / 2, "old batches were read while fresh ones waited"
    assert done.after_s < AGAIN_LIMIT_S
