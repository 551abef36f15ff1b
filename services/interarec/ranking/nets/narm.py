"""NARM: neural attentive session recommendation (Li et al. 2017, arXiv 1711.04725)."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.ranking.configuration import COUNT, SHARE, within
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.layers import inside, item_table, last_state, uniform_start

__all__ = ["Narm", "NarmConfig"]


@dataclass(frozen=True, slots=True)
class NarmConfig:
    """The paper's widths but for 64-dimensional items; dropouts as in its section 4.3."""

    dim: int = 64
    hidden: int = 100
    embedding_dropout: float = 0.25
    dropout: float = 0.5

    def __post_init__(self) -> None:
        within("narm", COUNT, dim=self.dim, hidden=self.hidden)
        within("narm", SHARE, embedding_dropout=self.embedding_dropout, dropout=self.dropout)


class Narm(nn.Module):  # type: ignore[misc]
    """Global encoder, local encoder with attention, bilinear decoder."""

    kind: InputKind = "sequence"

    def __init__(self, items: int, config: NarmConfig) -> None:
        super().__init__()
        self.table = item_table(items, config.dim)
        self.enter = nn.Dropout(config.embedding_dropout)
        self.gru = nn.GRU(config.dim, config.hidden, batch_first=True)
        self.a1 = nn.Linear(config.hidden, config.hidden, bias=False)
        self.a2 = nn.Linear(config.hidden, config.hidden, bias=False)
        self.v = nn.Linear(config.hidden, 1, bias=False)
        self.leave = nn.Dropout(config.dropout)
        self.b = nn.Linear(2 * config.hidden, config.dim, bias=False)
        uniform_start(self, config.dim)

    def forward(self, items: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """See the package."""
        states, _ = self.gru(self.enter(self.table(items)))  # (b, l, h)
        last = last_state(states, lengths)  # (b, h), equation 4: c_g = h_t
        # equation 7: alpha_tj = v · sigmoid(A1 h_t + A2 h_j)
        attention = self.v(torch.sigmoid(self.a1(last)[:, None] + self.a2(states)))  # (b, l, 1)
        attention = attention * inside(lengths, items.shape[1])[:, :, None].to(states.dtype)
        local = (attention * states).sum(1)  # (b, h), equation 5: c_l = sum_j alpha_tj h_j
        both = torch.cat((last, local), dim=1)  # (b, 2h), equation 8
        result: torch.Tensor = self.b(self.leave(both))  # (b, d), equation 9: S_i = emb_i B c
        return result

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See the package."""
        return self.table.weight[1:], None
