"""Stable assignment of shoppers to arms."""

from __future__ import annotations

from collections import Counter

import pytest
from interarec.domain.recommendations import Arm
from interarec.recommender.arms import assigned_arm, unit_hash

SUBJECTS = [f"shopper-{number}" for number in range(4_000)]


def _arm(subject: str, shares: dict[str, float], disabled: tuple[str, ...] = (), experiment: str = "spring") -> Arm:
    return assigned_arm("demo", experiment, subject, shares=shares, disabled=disabled, default=Arm.ASSORTMENT)


def test_the_hash_is_the_same_everywhere() -> None:
    assert unit_hash("demo", "spring", "a") == pytest.approx(0.7634125137986771)
    assert unit_hash("ab", "c") != unit_hash("a", "bc")


def test_without_an_experiment_everybody_gets_the_default() -> None:
    assert {_arm(subject, {}) for subject in SUBJECTS[:50]} == {Arm.ASSORTMENT}


def test_shares_are_kept_and_the_rest_belongs_to_the_default() -> None:
    found = Counter(_arm(subject, {"rerank": 0.25, "unified": 0.25}) for subject in SUBJECTS)
    assert found[Arm.RERANK] / len(SUBJECTS) == pytest.approx(0.25, abs=0.03)
    assert found[Arm.UNIFIED] / len(SUBJECTS) == pytest.approx(0.25, abs=0.03)
    assert found[Arm.ASSORTMENT] / len(SUBJECTS) == pytest.approx(0.5, abs=0.03)


def test_shares_above_one_are_scaled_down() -> None:
    found = Counter(_arm(subject, {"rerank": 3.0, "unified": 1.0}) for subject in SUBJECTS)
    assert found[Arm.RERANK] / len(SUBJECTS) == pytest.approx(0.75, abs=0.03)
    assert found[Arm.ASSORTMENT] == 0


def test_switching_an_arm_off_moves_its_own_subjects_only() -> None:
    shares = {"rerank": 0.5, "unified": 0.5}
    for subject in SUBJECTS[:200]:
        before, after = _arm(subject, shares), _arm(subject, shares, ("rerank",))
        assert after is (before if before is Arm.UNIFIED else Arm.ASSORTMENT)


def test_with_every_arm_off_the_rail_is_left() -> None:
    assert _arm("a", {}, ("assortment", "rerank", "unified")) is Arm.FALLBACK
    assert _arm("a", {}, ("assortment",)) is Arm.RERANK


def test_another_experiment_deals_anew() -> None:
    shares = {"rerank": 0.5, "unified": 0.5}
    moved = [_arm(one, shares) is not _arm(one, shares, experiment="autumn") for one in SUBJECTS]
    assert sum(moved) / len(moved) == pytest.approx(0.5, abs=0.05)
