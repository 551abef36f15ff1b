"""Tensor steps that several nets share."""

from __future__ import annotations

import math

import torch  # type: ignore[import-not-found]
from torch import nn

__all__ = ["inside", "item_table", "last_items", "last_state", "masked_mean", "uniform_start"]


def item_table(items: int, dim: int) -> nn.Embedding:
    """Rows 1 … items; row 0 pads."""
    return nn.Embedding(items + 1, dim, padding_idx=0)


def inside(lengths: torch.Tensor, longest: int) -> torch.Tensor:
    """(b, l) true before the end of each session."""
    return torch.arange(longest, device=lengths.device) < lengths[:, None]


def last_state(states: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """(b, k) the state of the last click, of states (b, l, k)."""
    at = (lengths - 1).clamp(min=0)[:, None, None].expand(-1, 1, states.shape[2])
    return states.gather(1, at).squeeze(1)


def last_items(lengths: torch.Tensor, longest: int, count: int) -> torch.Tensor:
    """(b, l) true for the last `count` clicks of each session."""
    at = torch.arange(longest, device=lengths.device)
    return (at < lengths[:, None]) & (at >= lengths[:, None] - count)


def masked_mean(vectors: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """(b, k) mean of vectors (b, l, k) where mask (b, l); zero where nothing is masked in."""
    weights = mask.to(vectors.dtype)
    return (vectors * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)


def uniform_start(net: nn.Module, width: int) -> None:
    """All weights uniform in ± 1 / sqrt(width); the padding row zero."""
    bound = 1 / math.sqrt(width)
    with torch.no_grad():
        for weight in net.parameters():
            weight.uniform_(-bound, bound)
        for module in net.modules():
            if isinstance(module, nn.Embedding) and module.padding_idx is not None:
                module.weight[module.padding_idx].zero_()
