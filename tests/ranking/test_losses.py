"""Losses by hand."""

from __future__ import annotations

import math

import pytest
import torch
from interarec.ranking.losses import PAIRWISE, bpr, bpr_max, cross_entropy, top1

POSITIVE, NEGATIVE = torch.tensor([1.0, 0.0]), torch.tensor([[0.0, 2.0], [0.0, -1.0]])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_cross_entropy() -> None:
    loss = cross_entropy(torch.tensor([[0.0, math.log(3)]]), torch.tensor([1]))
    assert float(loss) == pytest.approx(-math.log(3 / 4))


def test_bpr() -> None:
    expected = -sum(math.log(_sigmoid(x)) for x in (1, -1, 0, 1)) / 4
    assert float(bpr(POSITIVE, NEGATIVE)) == pytest.approx(expected)


def test_top1() -> None:
    expected = (
        _sigmoid(-1) + _sigmoid(0) + _sigmoid(1) + _sigmoid(4) + 2 * _sigmoid(0) + _sigmoid(-1) + _sigmoid(1)
    ) / 4
    assert float(top1(POSITIVE, NEGATIVE)) == pytest.approx(expected)


def test_bpr_max() -> None:
    share = math.exp(2) / (1 + math.exp(2))
    won = (1 - share) * _sigmoid(1) + share * _sigmoid(-1)
    assert float(bpr_max(POSITIVE[:1], NEGATIVE[:1], 0.5)) == pytest.approx(-math.log(won) + 0.5 * share * 4, rel=1e-5)


@pytest.mark.parametrize("name", PAIRWISE)
def test_a_better_target_costs_less(name: str) -> None:
    assert PAIRWISE[name](POSITIVE + 1, NEGATIVE) < PAIRWISE[name](POSITIVE, NEGATIVE)
