"""The models every trained net must beat: counts and neighbours, in NumPy. Called by `train` and `evaluate`."""

from interarec.ranking.neighbours.catalogue import NEIGHBOURS, build_neighbours

__all__ = ["NEIGHBOURS", "build_neighbours"]
