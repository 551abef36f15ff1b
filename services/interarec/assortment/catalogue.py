"""The prepared catalogue: checked arrays, attribute lists, block index and the mean embedding, built once per version.

Everything that does not depend on a request is done here, so that `solve` costs microseconds. A catalogue never
changes after it is built and may be shared between threads; a new version is a new object. Called by the
recommender, the command line and anyone who uses the engine alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import F64, Index, scalar, vector
from interarec.assortment.attributes import Attribute
from interarec.assortment.blocks import BlockIndex
from interarec.assortment.similarity import EmbeddingIndex
from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["Catalogue"]

# Below this textbook Newton over all items is faster than any index.
SMALL = 2000


class Catalogue:
    """Prices, MNL weights and attributes of n items, checked and indexed.

    Parameters
    ----------
    prices : (n,) in one currency; may be negative where they stand for margins.
    weights : (n,) MNL weights v >= 0.
    v0 : weight of buying nothing, >= 0.
    item_ids : n distinct ids; the positions "0", "1", … without.
    attributes : name -> one entry per item: None, a text, or a list of texts.
    values : name -> (n,) further per-item values that a request may maximise.
    embeddings : (n, d) rows of length 1 at most; needed to personalise by a query vector.
    version : any text, handed through.

    Raises
    ------
    InvalidInput
        naming the field and the first wrong row.
    """

    def __init__(
        self,
        prices: npt.ArrayLike,
        weights: npt.ArrayLike,
        *,
        v0: float = 1.0,
        item_ids: Sequence[str] | None = None,
        attributes: Mapping[str, Sequence[object]] | None = None,
        values: Mapping[str, npt.ArrayLike] | None = None,
        embeddings: npt.NDArray[np.floating] | None = None,
        version: str = "",
    ) -> None:
        self.prices: F64 = _frozen(vector(prices, "prices"))
        self.size = self.prices.size
        self.weights: F64 = _frozen(vector(weights, "weights", size=self.size, minimum=0.0))
        self.v0 = scalar(v0, "v0", minimum=0.0)
        self.version = version
        self._check_scale()
        self.item_ids: tuple[str, ...] = self._checked_ids(item_ids)
        self._positions: dict[str, int] | None = None
        self.attributes: dict[str, Attribute] = {}
        for name, entries in (attributes or {}).items():
            if len(entries) != self.size:
                raise InvalidInput(
                    f"attributes[{name!r}] has {len(entries)} rows where {self.size} are expected",
                    field="attributes",
                )
            self.attributes[name] = Attribute(name, entries)
        self.values: dict[str, F64] = {
            name: _frozen(vector(column, f"values[{name!r}]", size=self.size))
            for name, column in (values or {}).items()
        }
        self.blocks = BlockIndex(self.prices, self.weights) if self.size > SMALL else None
        self.embeddings = None if embeddings is None else EmbeddingIndex(embeddings, self.weights)

    @classmethod
    def from_utilities(
        cls,
        prices: npt.ArrayLike,
        utilities: npt.ArrayLike,
        *,
        outside_utility: float = 0.0,
        item_ids: Sequence[str] | None = None,
        attributes: Mapping[str, Sequence[object]] | None = None,
        values: Mapping[str, npt.ArrayLike] | None = None,
        embeddings: npt.NDArray[np.floating] | None = None,
        version: str = "",
    ) -> Catalogue:
        """Build from utilities u (n,): v = exp(u - m) with m the largest, which cannot overflow.

        Revenue does not change when all weights and v0 are scaled together, so m drops out.
        """
        u = vector(utilities, "utilities")
        outside = scalar(outside_utility, "outside_utility")
        top = max(outside, float(u.max())) if u.size else outside
        return cls(
            prices,
            np.exp(u - top),
            v0=float(np.exp(outside - top)),
            item_ids=item_ids,
            attributes=attributes,
            values=values,
            embeddings=embeddings,
            version=version,
        )

    def indices(self, item_ids: Iterable[str]) -> Index:
        """Return the positions of `item_ids`; raises InvalidInput for an id that is not in the catalogue."""
        if self._positions is None:
            self._positions = {item_id: position for position, item_id in enumerate(self.item_ids)}
        try:
            return np.array([self._positions[item_id] for item_id in item_ids], dtype=np.intp)
        except KeyError as error:
            raise InvalidInput(f"no item has the id {error.args[0]!r}", field="item_ids") from error

    def attribute(self, name: str, field: str) -> Attribute:
        """Return an attribute by name; raises InvalidInput naming `field` when the catalogue has none such."""
        try:
            return self.attributes[name]
        except KeyError as error:
            known = ", ".join(sorted(self.attributes)) or "none"
            raise InvalidInput(f"the catalogue has no attribute {name!r} (it has: {known})", field=field) from error

    def attribute_values(self, name: str) -> tuple[str, ...]:
        """Return the values that occur in an attribute, in order of first appearance."""
        return self.attribute(name, "attributes").values

    def partition(self, name: str) -> tuple[Index, tuple[str, ...]]:
        """Return codes (n,), -1 for none, and labels of a single-valued attribute; Unsupported when it is not one."""
        attribute = self.attribute(name, "groups")
        if attribute.codes is None:
            raise Unsupported(
                f"group limits on {name!r}: an item has several values, so it is no partition", field="groups"
            )
        return attribute.codes, attribute.values

    def objective(self, wanted: object) -> F64:
        """Return the per-item values (n,) of an objective: a name, a blend {name: share} or the values themselves."""
        if isinstance(wanted, str):
            return self._named_values(wanted)
        if isinstance(wanted, Mapping):
            blend = np.zeros(self.size)
            for name, share in wanted.items():
                blend += scalar(share, f"objective[{name!r}]") * self._named_values(str(name))
            return blend
        return vector(wanted, "objective", size=self.size)  # type: ignore[arg-type]

    def _named_values(self, name: str) -> F64:
        if name == "price":
            return self.prices
        if name == "conversion":
            return np.ones(self.size)
        if name not in self.values:
            known = ", ".join(["price", "conversion", *sorted(self.values)])
            raise InvalidInput(f"objective {name!r} is unknown (there are: {known})", field="objective")
        return self.values[name]

    def _checked_ids(self, item_ids: Sequence[str] | None) -> tuple[str, ...]:
        if item_ids is None:
            return tuple(map(str, range(self.size)))
        ids = tuple(item_ids)
        if len(ids) != self.size:
            raise InvalidInput(f"item_ids has {len(ids)} rows where {self.size} are expected", field="item_ids")
        if len(set(ids)) != len(ids):
            seen: set[str] = set()
            row, twice = next((r, i) for r, i in enumerate(ids) if i in seen or seen.add(i))  # type: ignore[func-returns-value]
            raise InvalidInput(f"item_ids[{row}] repeats {twice!r}: ids must be distinct", field="item_ids")
        return ids

    def _check_scale(self) -> None:
        with np.errstate(over="ignore"):
            total = float(np.abs(self.prices) @ self.weights) + float(self.weights.sum()) + self.v0
        if not np.isfinite(total):
            raise InvalidInput(
                "weights and prices overflow when summed: divide all weights and v0 by one number "
                "(Catalogue.from_utilities does)",
                field="weights",
            )


def _frozen(array: F64) -> F64:
    """Return a read-only view or copy, so that a caller's later write cannot break the index."""
    owned = array.copy() if array.flags.writeable else array
    owned.flags.writeable = False
    return owned
