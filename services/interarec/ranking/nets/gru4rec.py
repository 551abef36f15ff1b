"""GRU4Rec: a gated recurrent net over the session (Hidasi et al. 2016, arXiv 1511.06939; 2018, arXiv 1706.03847)."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.ranking.configuration import COUNT, SHARE, within
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.layers import item_table, last_state, uniform_start

__all__ = ["Gru4Rec", "Gru4RecConfig"]


@dataclass(frozen=True, slots=True)
class Gru4RecConfig:
    """`tied` compares the state with the input embedding (the 2018 paper's constrained embedding)."""

    dim: int = 64
    hidden: int = 100
    layers: int = 1
    embedding_dropout: float = 0.25
    dropout: float = 0.25
    tied: bool = True

    def __post_init__(self) -> None:
        within("gru4rec", COUNT, dim=self.dim, hidden=self.hidden, layers=self.layers)
        within("gru4rec", SHARE, embedding_dropout=self.embedding_dropout, dropout=self.dropout)


class Gru4Rec(nn.Module):  # type: ignore[misc]
    """h_t = GRU(x_t, h_{t-1}); score of i is w_i · P h_t + b_i, P only where widths differ."""

    kind: InputKind = "sequence"

    def __init__(self, items: int, config: Gru4RecConfig) -> None:
        super().__init__()
        self.table = item_table(items, config.dim)
        self.output = self.table if config.tied else item_table(items, config.dim)
        self.bias = nn.Parameter(torch.zeros(items))
        self.enter = nn.Dropout(config.embedding_dropout)
        self.gru = nn.GRU(config.dim, config.hidden, config.layers, batch_first=True)
        self.leave = nn.Dropout(config.dropout)
        self.project = nn.Linear(config.hidden, config.dim, bias=False)
        uniform_start(self, config.dim)
        nn.init.zeros_(self.bias)

    def forward(self, items: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """See the package."""
        embedded = self.enter(self.table(items))  # (b, l, d)
        states, _ = self.gru(embedded)  # (b, l, h)
        result: torch.Tensor = self.project(self.leave(last_state(states, lengths)))  # (b, d)
        return result

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See the package."""
        return self.output.weight[1:], self.bias
