from __future__ import annotations

from interarec.platform.chat.breaker import Breaker, BreakerPolicy

POLICY = BreakerPolicy(window=4, share=0.5, pause_s=10, denied_pause_s=60)


def test_stays_closed_below_the_share() -> None:
    breaker = Breaker(POLICY)
    for _ in range(3):
        breaker.succeeded()
    breaker.failed(0)
    assert breaker.closed_for(0) == 0


def test_needs_a_full_window() -> None:
    breaker = Breaker(POLICY)
    for _ in range(3):
        breaker.failed(0)
    assert breaker.closed_for(0) == 0
    breaker.failed(0)
    assert breaker.closed_for(4) == 6


def test_one_probe_after_the_pause_and_a_failed_one_starts_over() -> None:
    breaker = Breaker(POLICY)
    breaker.denied(0)
    assert breaker.closed_for(59) == 1
    assert breaker.closed_for(60) == 0
    assert breaker.closed_for(60) > 0
    breaker.failed(61)
    assert breaker.closed_for(61) == 10
    assert breaker.closed_for(71) == 0
    breaker.succeeded()
    assert [breaker.closed_for(72), breaker.closed_for(72)] == [0, 0]
