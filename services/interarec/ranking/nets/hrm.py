"""HRM: hierarchical representation model (Wang et al. 2015, SIGIR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import COUNT, SHARE, within
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.layers import inside, item_table, last_items, masked_mean, uniform_start

__all__ = ["Hrm", "HrmConfig"]

Pooling = Literal["mean", "max"]


@dataclass(frozen=True, slots=True)
class HrmConfig:
    """`basket`: how many last items stand for the paper's last transaction; `first` pools items, `second` the two.

    `tied` is the paper's: one vector an item for both sides, which makes an item its own nearest; without, the scored
    items have vectors of their own and a step from one to another can be learnt.
    """

    dim: int = 64
    basket: int = 2
    first: Pooling = "max"
    second: Pooling = "max"
    dropout: float = 0.1
    tied: bool = False

    def __post_init__(self) -> None:
        within("hrm", COUNT, dim=self.dim)
        within("hrm", SHARE, dropout=self.dropout)
        if self.basket not in (1, 2, 3):
            raise InvalidInput("hrm: basket is 1, 2 or 3", field="basket")
        if not {self.first, self.second} <= {"mean", "max"}:
            raise InvalidInput("hrm: pooling is mean or max", field="first")


class Hrm(nn.Module):  # type: ignore[misc]
    """Two levels: items to basket and user, both to the session."""

    kind: InputKind = "sequence"

    def __init__(self, items: int, config: HrmConfig) -> None:
        super().__init__()
        self.config = config
        self.table = item_table(items, config.dim)
        self.output = self.table if config.tied else item_table(items, config.dim)
        self.drop = nn.Dropout(config.dropout)
        uniform_start(self, config.dim)

    def forward(self, items: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """See the package."""
        vectors = self.table(items)  # (b, l, d)
        recent = last_items(lengths, items.shape[1], self.config.basket)  # (b, l)
        earlier = inside(lengths, items.shape[1]) & ~recent
        basket = _pooled(vectors, recent, self.config.first)  # (b, d), first level: f1 over the transaction
        user = _pooled(vectors, earlier, self.config.first)  # (b, d), in place of the paper's user vector
        known = earlier.any(1, keepdim=True)
        both = torch.stack((user, basket), dim=1)  # (b, 2, d)
        second = both.amax(1) if self.config.second == "max" else both.mean(1)  # second level: f2(user, basket)
        result: torch.Tensor = self.drop(torch.where(known, second, basket))
        return result

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See the package."""
        return self.output.weight[1:], None


def _pooled(vectors: torch.Tensor, mask: torch.Tensor, how: Pooling) -> torch.Tensor:
    if how == "mean":
        return masked_mean(vectors, mask)
    lowest = torch.finfo(vectors.dtype).min
    largest = vectors.masked_fill(~mask[:, :, None], lowest).amax(1)  # (b, d)
    return torch.where(mask.any(1, keepdim=True), largest, torch.zeros_like(largest))
