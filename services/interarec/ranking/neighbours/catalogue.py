"""The neighbours by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from interarec.domain.errors import InvalidInput
from interarec.ranking.neighbours.item_knn import ItemKnn
from interarec.ranking.neighbours.markov import Markov
from interarec.ranking.neighbours.popularity import Popularity, SessionPopularity
from interarec.ranking.neighbours.stan import Stan
from interarec.ranking.neighbours.vsknn import VsKnn
from interarec.ranking.scorers import Scorer
from interarec.ranking.sessions import SessionData

__all__ = ["NEIGHBOURS", "build_neighbours"]

NEIGHBOURS: Mapping[str, Callable[..., Scorer]] = {
    "pop": Popularity,
    "s-pop": SessionPopularity,
    "markov": Markov,
    "item-knn": ItemKnn,
    "v-sknn": VsKnn,
    "stan": Stan,
}


def build_neighbours(name: str, data: SessionData, options: Mapping[str, Any]) -> Scorer:
    """The model counted over the training sessions. Raises InvalidInput for an unknown name or option."""
    if name not in NEIGHBOURS:
        raise InvalidInput(f"no model {name!r}; there are {', '.join(NEIGHBOURS)}", field="model")
    build = NEIGHBOURS[name]
    unknown = set(options) - set(inspect.signature(build).parameters)
    if unknown:
        raise InvalidInput(f"{name} has no option {', '.join(sorted(unknown))}", field="model")
    return build(data, **options)
