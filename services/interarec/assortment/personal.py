"""Weights of one session: u = α log v + θ (s - s̄) + φ z + Σ β [satisfies] - κ, cosines only where they can matter.

κ makes the reference slate (the C items of largest v under the same hard constraints) weigh the same before and
after, so that v0 keeps its meaning. Scaling all weights and v0 together changes nothing, so κ is applied to v0
while solving and to the weights in the answer. Called by `solver`.
"""

from __future__ import annotations

import numpy as np

from interarec.assortment.arrays import F64, Index, scalar, vector
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.narrowing import price_bounds
from interarec.assortment.opening import Pool
from interarec.assortment.request import Personal, Preference
from interarec.domain.errors import InvalidInput

__all__ = ["LazyItems", "Similarity", "Utility"]


class Similarity:
    """The term θ (s - s̄) of one session: exact for given items, and its largest possible value `limit`.

    Raises InvalidInput when θ is set without a query or similarities, or a query without embeddings.
    """

    def __init__(self, catalogue: Catalogue, personal: Personal) -> None:
        self.theta = scalar(personal.theta, "theta")
        self._known: F64 | None = None
        self._query: F64 | None = None
        self.limit = 0.0
        self.mean = 0.0
        if self.theta == 0.0:
            return
        if personal.similarities is not None:
            self._known = vector(personal.similarities, "similarities", size=catalogue.size)
            total = float(catalogue.weights.sum())
            self.mean = float(self._known @ catalogue.weights) / total if total > 0.0 else 0.0
            reach = float((self.theta * self._known).max()) if catalogue.size else 0.0
        else:
            reach = self._prepare(catalogue, personal)
        self.limit = reach - self.theta * self.mean

    def _prepare(self, catalogue: Catalogue, personal: Personal) -> float:
        if personal.query is None:
            raise InvalidInput("theta needs a query vector or similarities", field="personal")
        if catalogue.embeddings is None:
            raise InvalidInput("a query vector needs a catalogue with embeddings", field="personal")
        self._embeddings = catalogue.embeddings
        self._query = vector(personal.query, "query", size=catalogue.embeddings.dimension)
        self.mean = float(self._query @ catalogue.embeddings.mean)
        return abs(self.theta) * catalogue.embeddings.bound(self._query)

    def cosines(self, items: Index) -> F64:
        """Return s of `items` (k,); zeros when θ is 0."""
        if self._known is not None:
            return self._known[items]
        if self._query is not None:
            return self._embeddings.cosines(self._query, items)
        return np.zeros(items.size)

    def term(self, items: Index) -> F64:
        """Return θ (s - s̄) of `items` (k,)."""
        return self.theta * (self.cosines(items) - self.mean)


class Utility:
    """All terms but the similarity for given items, and the similarity on demand; κ is left out."""

    def __init__(self, catalogue: Catalogue, personal: Personal, weights: F64) -> None:
        self._catalogue = catalogue
        self._weights = weights
        self.alpha = scalar(personal.alpha, "alpha", minimum=0.0)
        self.phi = scalar(personal.phi, "phi")
        self._scores: F64 | None = None
        if self.phi != 0.0:
            if personal.scores is None:
                raise InvalidInput("phi needs scores", field="personal")
            self._scores = vector(personal.scores, "scores", size=catalogue.size)
        self._preferences = [_checked(catalogue, preference) for preference in personal.preferences]
        self.similarity = Similarity(catalogue, personal)

    @property
    def only_similarity(self) -> bool:
        """True when the weights are v exp(θ (s - s̄)), which the block index can bound."""
        return self.alpha == 1.0 and self.phi == 0.0 and not self._preferences

    def known(self, items: Index) -> F64:
        """Return α log v + φ z + Σ β [satisfies] of `items` (k,); minus infinity for weight 0."""
        weights = self._weights[items]
        with np.errstate(divide="ignore"):
            total = self.alpha * np.log(weights) if self.alpha != 0.0 else np.zeros(items.size)
        if self._scores is not None:
            total += self.phi * self._scores[items]
        for preference in self._preferences:
            total[_satisfied(self._catalogue, preference, items)] += preference.strength
        return total

    def weights(self, items: Index, scale: float) -> F64:
        """Return exp(u - scale) of `items` (k,), κ left out."""
        return np.asarray(np.exp(self.known(items) - scale + self.similarity.term(items)))

    def reported_cosines(self, items: Index) -> list[float]:
        """Return s of the chosen items; nothing when θ is 0."""
        return self.similarity.cosines(items).tolist() if self.similarity.theta != 0.0 else []

    # The block index asks for factors on v (see `opening.Tilt`).
    @property
    def limit(self) -> float:
        """The largest factor exp(θ (s - s̄)) of any item."""
        return float(np.exp(self.similarity.limit))

    def factors(self, items: Index) -> F64:
        """Return exp(θ (s - s̄)) of `items` (k,)."""
        return np.asarray(np.exp(self.similarity.term(items)))


class LazyItems:
    """Candidates with an upper bound on each weight; cosines are computed for those that are opened (a Source).

    `values` (k,) and `items` (k,) are the candidates; `scale` is taken off every utility so that exp cannot overflow.
    """

    def __init__(self, utility: Utility, known: F64, scale: float, values: F64, items: Index) -> None:
        self._utility = utility
        self._known = known - scale
        self._values = values
        self._items = items
        self._bound: F64 = np.exp(self._known + (utility.similarity.limit + 1e-12))
        self._closed = np.ones(items.size, dtype=np.bool_)
        self._pool = Pool(np.empty(0), np.empty(0), np.empty(0, dtype=np.intp))
        self.opened = 0

    _FIRST = 64
    _MOST = 512

    def pool(self, level: float) -> Pool:
        """Open the candidates of largest bound."""
        bounds = self._bound * (self._values - level)
        count = min(self._FIRST, bounds.size)
        return self._open(np.argpartition(bounds, bounds.size - count)[bounds.size - count :])

    def widen(self, level: float, bar: float | F64) -> Pool | None:
        """Open the closed candidates whose bound reaches the bar."""
        needed = bar if isinstance(bar, float) else bar[self._items]
        fresh = np.flatnonzero((self._bound * (self._values - level) >= needed) & self._closed)
        if fresh.size > self._MOST:
            # The best of them raise the bar, which spares most of the others their cosine.
            likely = self._bound[fresh] * (self._values[fresh] - level)
            fresh = fresh[np.argpartition(likely, fresh.size - self._MOST)[fresh.size - self._MOST :]]
        return self._open(fresh) if fresh.size else None

    def _open(self, positions: Index) -> Pool:
        self._closed[positions] = False
        self.opened += positions.size
        items = self._items[positions]
        weights = np.exp(self._known[positions] + self._utility.similarity.term(items))
        pool = self._pool
        self._pool = Pool(
            np.concatenate([pool.values, self._values[positions]]),
            np.concatenate([pool.weights, weights]),
            np.concatenate([pool.items, items]),
        )
        return self._pool


def _checked(catalogue: Catalogue, preference: Preference) -> Preference:
    scalar(preference.strength, "preferences.strength")
    price_bounds(preference.price_range)
    if preference.attribute is not None:
        catalogue.attribute(preference.attribute, "preferences")
    return preference


def _satisfied(catalogue: Catalogue, preference: Preference, items: Index) -> Index:
    """Return the positions in `items` that satisfy everything the preference names."""
    satisfied = np.ones(items.size, dtype=np.bool_)
    bounds = price_bounds(preference.price_range)
    if bounds is not None:
        prices = catalogue.prices[items]
        satisfied &= (prices >= bounds[0]) & (prices <= bounds[1])
    if preference.attribute is not None:
        satisfied &= catalogue.attributes[preference.attribute].bitmap(preference.values)[items]
    return np.flatnonzero(satisfied)
