"""NPE: neural personalised embedding (Nguyen et al. 2018, arXiv 1805.06563)."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.ranking.configuration import COUNT, SHARE, within
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.layers import inside, item_table, last_items, masked_mean, uniform_start

__all__ = ["Npe", "NpeConfig"]


@dataclass(frozen=True, slots=True)
class NpeConfig:
    """`context`: how many last items are the paper's context of a click."""

    dim: int = 64
    context: int = 3
    dropout: float = 0.1

    def __post_init__(self) -> None:
        within("npe", COUNT, dim=self.dim, context=self.context)
        within("npe", SHARE, dropout=self.dropout)


class Npe(nn.Module):  # type: ignore[misc]
    """Personal taste plus context, each through a ReLU, against the item's own vector."""

    kind: InputKind = "sequence"

    def __init__(self, items: int, config: NpeConfig) -> None:
        super().__init__()
        self.config = config
        self.taste = item_table(items, config.dim)  # H
        self.near = item_table(items, config.dim)  # V
        self.output = item_table(items, config.dim)  # W
        self.drop = nn.Dropout(config.dropout)
        uniform_start(self, config.dim)

    def forward(self, items: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """See the package."""
        mask = inside(lengths, items.shape[1])  # (b, l)
        user = torch.relu(masked_mean(self.taste(items), mask))  # (b, d), h_u
        recent = last_items(lengths, items.shape[1], self.config.context)
        summed = (self.near(items) * recent[:, :, None].to(user.dtype)).sum(1)
        context = torch.relu(summed)  # (b, d), v_c
        result: torch.Tensor = self.drop(user + context)  # score w_i · (h_u + v_c)
        return result

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See the package."""
        return self.output.weight[1:], None
