"""Losses as pure functions of logits. Called by the training loop; imports torch.

`cross_entropy` sees all items; the others see the target and sampled negatives (Hidasi and Karatzoglou 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch  # type: ignore[import-not-found]
from torch.nn import functional  # type: ignore[import-not-found]

__all__ = ["PAIRWISE", "PairwiseLoss", "bpr", "bpr_max", "cross_entropy", "top1"]

PairwiseLoss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
_TINY = 1e-24


def cross_entropy(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Mean of -log softmax of the target; logits (b, n), targets (b,) in 0 … n-1."""
    loss: torch.Tensor = functional.cross_entropy(logits, targets)
    return loss


def bpr(positive: torch.Tensor, negative: torch.Tensor) -> torch.Tensor:
    """Mean of -log sigmoid(r_i - r_j); positive (b,), negative (b, s)."""
    loss: torch.Tensor = -functional.logsigmoid(positive[:, None] - negative).mean()
    return loss


def top1(positive: torch.Tensor, negative: torch.Tensor) -> torch.Tensor:
    """Mean of sigmoid(r_j - r_i) + sigmoid(r_j^2); positive (b,), negative (b, s)."""
    return (torch.sigmoid(negative - positive[:, None]) + torch.sigmoid(negative.square())).mean()


def bpr_max(positive: torch.Tensor, negative: torch.Tensor, regularisation: float = 1.0) -> torch.Tensor:
    """-log sum_j s_j sigmoid(r_i - r_j) + lambda sum_j s_j r_j^2, s the softmax of the negatives."""
    share = torch.softmax(negative, dim=1)  # (b, s)
    won = (share * torch.sigmoid(positive[:, None] - negative)).sum(1)
    return (-(won + _TINY).log() + regularisation * (share * negative.square()).sum(1)).mean()


PAIRWISE: Mapping[str, PairwiseLoss] = {"bpr": bpr, "top1": top1, "bpr-max": bpr_max}
