"""SR-GNN: session-based recommendation with a gated graph network (Wu et al. 2019, arXiv 1811.00855)."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.ranking.configuration import COUNT, SHARE, within
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.layers import inside, item_table, last_state, uniform_start

__all__ = ["SrGnn", "SrGnnConfig"]


@dataclass(frozen=True, slots=True)
class SrGnnConfig:
    """One step as in the paper's code; `dropout` (none in the paper) acts on the session vector."""

    dim: int = 64
    steps: int = 1
    dropout: float = 0.0

    def __post_init__(self) -> None:
        within("sr-gnn", COUNT, dim=self.dim, steps=self.steps)
        within("sr-gnn", SHARE, dropout=self.dropout)


class SrGnn(nn.Module):  # type: ignore[misc]
    """Node vectors by message passing, then a session vector of last click and attention."""

    kind: InputKind = "graph"

    def __init__(self, items: int, config: SrGnnConfig) -> None:
        super().__init__()
        d = config.dim
        self.steps = config.steps
        self.table = item_table(items, d)
        self.out_edges = nn.Linear(d, d)
        self.in_edges = nn.Linear(d, d)
        self.from_message = nn.Linear(2 * d, 3 * d)  # W_z, W_r, W_o
        self.from_gates = nn.Linear(d, 2 * d, bias=False)  # U_z, U_r
        self.from_state = nn.Linear(d, d, bias=False)  # U_o
        self.w1 = nn.Linear(d, d, bias=False)
        self.w2 = nn.Linear(d, d)  # its bias is c
        self.q = nn.Linear(d, 1, bias=False)
        self.w3 = nn.Linear(2 * d, d, bias=False)
        self.leave = nn.Dropout(config.dropout)
        uniform_start(self, d)

    def forward(
        self,
        nodes: torch.Tensor,
        alias: torch.Tensor,
        lengths: torch.Tensor,
        outgoing: torch.Tensor,
        incoming: torch.Tensor,
    ) -> torch.Tensor:
        """See the package."""
        state = self.table(nodes)  # (b, m, d)
        for _ in range(self.steps):
            state = self._step(state, outgoing, incoming)
        clicks = state.gather(1, alias[:, :, None].expand(-1, -1, state.shape[2]))  # (b, l, d)
        local = last_state(clicks, lengths)  # (b, d), s_l
        # equation 6: alpha_i = q · sigmoid(W1 v_n + W2 v_i + c), s_g = sum alpha_i v_i
        attention = self.q(torch.sigmoid(self.w1(local)[:, None] + self.w2(clicks)))  # (b, l, 1)
        attention = attention * inside(lengths, alias.shape[1])[:, :, None].to(clicks.dtype)
        whole = (attention * clicks).sum(1)  # (b, d), s_g
        result: torch.Tensor = self.leave(self.w3(torch.cat((local, whole), dim=1)))  # (b, d), equation 7
        return result

    def _step(self, state: torch.Tensor, outgoing: torch.Tensor, incoming: torch.Tensor) -> torch.Tensor:
        """Equations 1 to 5."""
        message = torch.cat(  # (b, m, 2d), equation 1
            (torch.bmm(incoming, self.in_edges(state)), torch.bmm(outgoing, self.out_edges(state))), dim=2
        )
        update, reset, fresh = self.from_message(message).chunk(3, dim=2)  # (b, m, d) each
        update_state, reset_state = self.from_gates(state).chunk(2, dim=2)
        z = torch.sigmoid(update + update_state)  # equation 2
        r = torch.sigmoid(reset + reset_state)  # equation 3
        proposed = torch.tanh(fresh + self.from_state(r * state))  # equation 4
        moved: torch.Tensor = (1 - z) * state + z * proposed  # equation 5
        return moved

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See the package."""
        return self.table.weight[1:], None
