"""The neighbours by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import asdict, field, make_dataclass
from typing import Any, get_type_hints

from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import options_of
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
    """The model counted over the training sessions. Raises InvalidInput for an unknown name or a wrong option."""
    if name not in NEIGHBOURS:
        raise InvalidInput(f"no model {name!r}; there are {', '.join(NEIGHBOURS)}", field="model")
    build = NEIGHBOURS[name]
    kinds = get_type_hints(build.__init__)
    known = {one.name: one.default for one in inspect.signature(build).parameters.values() if one.name != "data"}
    fields = [(option, kinds[option], field(default=default)) for option, default in known.items()]
    read: Any = options_of(make_dataclass(f"{build.__name__}Options", fields, frozen=True), options, name)
    return build(data, **asdict(read))
