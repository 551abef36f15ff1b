"""How large a run is: which models, seeds, sizes and rows. Three scales; every table names the one it was made at."""

from __future__ import annotations

from dataclasses import dataclass

from interarec.ranking.exported import SERVED

__all__ = ["MODELS", "SCALES", "TEXT", "Scale"]

TEXT = "text"
"""`narm+text`: the model whose item vectors start from the items' texts instead of from chance."""
MODELS = SERVED
"""The five of the paper, in its order."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`sizes`: shares of the training sessions; `seeds` at 100 %, `fewer_seeds` below. `rows`: test rows at most (None:
    all). `draws` of the bootstrap. `rates` tried, `epochs` at most. `shoppers` simulated in figure 17. `sessions`:
    share of the training sessions that counts as 100 %. `from_texts`: models also trained with items that start from
    their texts, a rival of re-ranking by text."""

    name: str
    sizes: tuple[float, ...]
    seeds: int
    fewer_seeds: int
    rows: int | None
    draws: int
    rates: tuple[float, ...]
    epochs: int
    shoppers: int
    sessions: float = 1.0
    models: tuple[str, ...] = MODELS
    from_texts: tuple[str, ...] = ("narm", "sr-gnn")

    def seeds_of(self, share: float) -> range:
        """Seeds trained at a size, from 1."""
        return range(1, 1 + (self.seeds if share == 1.0 else self.fewer_seeds))


SCALES = {
    "tiny": Scale("tiny", (0.25, 1.0), 1, 1, 200, 500, (0.005,), 2, 40, sessions=0.15, from_texts=("narm",)),
    "small": Scale("small", (0.1, 0.5, 1.0), 2, 1, 500, 2_000, (0.005,), 4, 200),
    "full": Scale("full", (0.05, 0.1, 0.25, 0.5, 1.0), 5, 3, None, 10_000, (0.001, 0.005), 12, 1_000),
}
