"""The nets by name. Called by training and by the loader of checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import torch  # type: ignore[import-not-found]

from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import options_of
from interarec.ranking.inputs import InputKind
from interarec.ranking.nets.gru4rec import Gru4Rec, Gru4RecConfig
from interarec.ranking.nets.hrm import Hrm, HrmConfig
from interarec.ranking.nets.narm import Narm, NarmConfig
from interarec.ranking.nets.npe import Npe, NpeConfig
from interarec.ranking.nets.srgnn import SrGnn, SrGnnConfig

__all__ = ["NETS", "Net", "Recipe", "build_net"]


class Net(Protocol):
    """What training asks of a net beside being a torch module."""

    kind: InputKind

    def __call__(self, **inputs: torch.Tensor) -> torch.Tensor:
        """(b, k) session vectors."""

    def candidates(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        """(n, k) weights and (n,) biases of the items."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a net is built, and the sentence of its card that says where it departs from its paper."""

    net: Any
    config: Any
    adaptation: str


NETS: Mapping[str, Recipe] = {
    "hrm": Recipe(
        Hrm,
        HrmConfig,
        "Wang et al. 2015, two-level mean or max pooling. No user is known: the user vector pools the items before the "
        "last m, the basket is the last m; scored items have vectors of their own unless `tied`.",
    ),
    "gru4rec": Recipe(
        Gru4Rec,
        Gru4RecConfig,
        "Hidasi et al. 2016 and 2018, output tied to the item embedding. Prefixes are rows of length buckets, not "
        "session-parallel steps; cross-entropy over all items instead of sampled ones.",
    ),
    "narm": Recipe(Narm, NarmConfig, "Li et al. 2017, as printed."),
    "npe": Recipe(
        Npe,
        NpeConfig,
        "Nguyen et al. 2018. No user is known: the user vector is ReLU of the mean of H rows over the session; the "
        "context is ReLU of the sum of V rows over the last m items; score w_i · (h + v).",
    ),
    "sr-gnn": Recipe(SrGnn, SrGnnConfig, "Wu et al. 2019, as printed, one step of the gated graph network."),
}


def build_net(name: str, items: int, options: Mapping[str, Any], seed: int) -> tuple[Any, Any]:
    """The net with weights drawn from `seed`, and its config. Raises InvalidInput for unknown names or options."""
    if name not in NETS:
        raise InvalidInput(f"no model {name!r}; there are {', '.join(NETS)}", field="model")
    recipe = NETS[name]
    config = options_of(recipe.config, options, name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return recipe.net(items, config), config
