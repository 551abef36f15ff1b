"""The token bucket: a burst, then a rate."""

import pytest
from interarec.capture.limits import TokenBucket
from interarec.capture.pace import Pace
from interarec.platform.http import Problem


def test_a_burst_then_a_steady_rate() -> None:
    bucket = TokenBucket(20, 2.0, now=100.0)
    assert [bucket.take(100.0) for _ in range(20)] == [0.0] * 20
    assert bucket.take(100.0) == pytest.approx(0.5)
    assert bucket.take(100.25) == pytest.approx(0.25)
    assert bucket.take(100.5) == 0.0
    assert bucket.take(100.5) > 0


def test_it_fills_to_the_burst_and_no_further() -> None:
    bucket = TokenBucket(3, 1.0, now=0.0)
    assert [bucket.take(1000.0) == 0.0 for _ in range(4)] == [True, True, True, False]


def test_more_than_a_burst_waits_for_a_full_bucket_and_longer_afterwards() -> None:
    bucket = TokenBucket(10, 1.0, now=0.0)
    assert bucket.take(0.0, 15) == 0.0
    assert bucket.take(0.0, 1) == pytest.approx(6.0)


def test_sessions_do_not_share_a_bucket() -> None:
    pace = Pace(1, 1.0, "screenshots", clock=lambda: 0.0)
    pace.take("a")
    pace.take("b")
    with pytest.raises(Problem) as caught:
        pace.take("a")
    assert (caught.value.status, caught.value.retry_after_s) == (429, 1.0)
