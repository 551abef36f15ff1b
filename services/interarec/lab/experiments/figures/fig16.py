"""Figure 16, the product's own idea: hits against expected revenue along θ and φ, ten items a slate.

Weights v count the training sessions' items: what was bought on Online Retail, what was clicked on the e-shop. v0 says
that three slates in ten of the most frequent items end in a purchase. Expected
revenue is that of the slate under v alone, so that no arm is judged by its own personal weights. Price-weighted hits
are what was really bought: the price of the held-out item where it was on the slate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec import assortment
from interarec.lab.experiments.base_scores import Which
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.item_prices import price_of
from interarec.lab.experiments.statistics import mean_interval
from interarec.lab.experiments.study import Study, Told
from interarec.ranking.exported import log_softmax
from interarec.ranking.reranking import best_rows

__all__ = ["fig16"]

F64 = NDArray[np.float64]
Slate = NDArray[np.intp]
_CAPACITY = 10
_SHARE = 0.3
_POOL = 50
_THETAS = (0.0, 1.0, 4.0, 8.0)
_PHIS = (0.0, 0.5, 1.0, 2.0)
_MODEL = "narm"


def fig16(studies: Sequence[Study]) -> Figure:
    """Sets with prices only."""
    rows: list[dict[str, Any]] = []
    panels, said = [], []
    for study in studies:
        if not any(facts.get("price") for facts in study.data().facts.values()):
            continue
        found = _Market(study).rows()
        rows += found
        panels.append(_panel(study, found))
        said.append(_sentence(study, found))
    notes = [f"session model {_MODEL}, seed 1; C = {_CAPACITY}; v0 from a purchase share of {_SHARE}"]
    return Figure("fig16", "Hits against expected revenue", rows, " ".join(said), panels, notes)


class _Market:
    """One set as a choice model: prices, counted weights, session scores, similarities."""

    def __init__(self, study: Study) -> None:
        self.study, data = study, study.data()
        money = [price_of(data.facts.get(item, {})) for item in data.items]
        self.prices = np.array([float(one.amount) if one else 0.0 for one in money])
        self.weights = np.where(self.prices > 0, data.counts, 0).astype(np.float64)
        top = np.sort(self.weights)[::-1][:_CAPACITY].sum()
        self.v0 = (1 - _SHARE) / _SHARE * float(top)
        self.solver = assortment.Catalogue(self.prices, self.weights, v0=self.v0)
        scores = study.scores(Which(_MODEL, 1, 1.0))
        self.scores = np.where(np.isfinite(scores), scores, np.nanmin(scores[np.isfinite(scores)]))
        card = study.base.card(Which(_MODEL, 1, 1.0))
        self.z = (log_softmax(self.scores) - card["mean"]) / card["deviation"]
        self.similarity = study.similarity(Told(), False).astype(np.float64)

    def rows(self) -> list[dict[str, Any]]:
        """One a policy."""
        found = []
        for name, choose in self._plain():
            found.append(self._row(name, 0.0, 0.0, choose))
        for theta in _THETAS:
            for phi in _PHIS:
                name = "assortment" if theta == phi == 0 else "unified"
                found.append(self._row(name, theta, phi, self._solved(theta, phi)))
        return found

    def _plain(self) -> list[tuple[str, Callable[[int], Slate]]]:
        popular, dear = _best(self.weights), _best(self.prices * self.weights)
        return [
            ("popularity", lambda _: popular),
            ("p·v", lambda _: dear),
            ("model top-C", lambda row: _best(self.scores[row])),
            ("rerank", self._reranked),
        ]

    def _reranked(self, row: int) -> Slate:
        pool = _best(self.scores[row], _POOL)
        return pool[np.argsort(-self.similarity[row][pool], kind="stable")[:_CAPACITY]]

    def _solved(self, theta: float, phi: float) -> Callable[[int], Slate]:
        def choose(row: int) -> Slate:
            personal = assortment.Personal(theta=theta, similarities=self.similarity[row], phi=phi, scores=self.z[row])
            plain = theta == phi == 0
            request = assortment.Request(capacity=_CAPACITY, personal=None if plain else personal)
            return np.array(assortment.solve(self.solver, request).items, np.intp)

        return choose

    def _row(self, name: str, theta: float, phi: float, choose: Callable[[int], Slate]) -> dict[str, Any]:
        targets = self.study.targets()
        hits, paid, expected = np.zeros(len(targets)), np.zeros(len(targets)), np.zeros(len(targets))
        for row, target in enumerate(targets):
            slate = choose(row)
            hits[row] = target in slate
            paid[row] = hits[row] * self.prices[max(int(target), 0)]
            expected[row] = self._revenue(slate)
        hit, money = (mean_interval(one, draws=self.study.scale.draws) for one in (hits, paid))
        return {
            "set": self.study.place.name,
            "policy": name,
            "theta": theta,
            "phi": phi,
            f"hit@{_CAPACITY}": hit.mean,
            "hit_low": hit.low,
            "hit_high": hit.high,
            "price_weighted_hits": money.mean,
            "paid_low": money.low,
            "paid_high": money.high,
            "expected_revenue": float(expected.mean()),
            "rows": len(targets),
        }

    def _revenue(self, slate: Slate) -> float:
        """Σ p v / (v0 + Σ v) of a slate."""
        return float(self.prices[slate] @ self.weights[slate] / (self.v0 + self.weights[slate].sum()))


def _best(values: NDArray[Any], count: int = _CAPACITY) -> Slate:
    return best_rows(np.arange(len(values), dtype=np.intp), values, count)


def _panel(study: Study, rows: Sequence[dict[str, Any]]) -> Panel:
    hit = f"hit@{_CAPACITY}"
    series = []
    for name in dict.fromkeys(row["policy"] for row in rows):
        own = sorted((row for row in rows if row["policy"] == name), key=lambda row: row[hit])
        series.append(Series(name, [row[hit] for row in own], [row["expected_revenue"] for row in own]))
    return Panel(study.place.title, series, f"Hit@{_CAPACITY}", "expected revenue a slate under v")


def _sentence(study: Study, rows: Sequence[dict[str, Any]]) -> str:
    by_name = {row["policy"]: row for row in rows if row["policy"] != "unified"}
    unified = [row for row in rows if row["policy"] == "unified"]
    model = by_name["model top-C"]
    hit = f"hit@{_CAPACITY}"
    paid = max(rows, key=lambda row: row["price_weighted_hits"])
    better = [row for row in unified if row["expected_revenue"] > model["expected_revenue"]]
    near = max(better, key=lambda row: row[hit]) if better else None
    kept = f"; unified slates that earn more than the model's hit {near[hit]:.3f} at best" if near else ""
    return (
        f"{study.place.title}: by v the plain assortment earns {by_name['assortment']['expected_revenue']:.3f} a slate "
        f"and hits {by_name['assortment'][hit]:.3f}; the model's own best ten {model['expected_revenue']:.3f} and "
        f"{model[hit]:.3f}{kept}; most was really paid under {paid['policy']} "
        f"(theta {paid['theta']:g}, phi {paid['phi']:g}: {paid['price_weighted_hits']:.2f} a slate; the assortment "
        f"{by_name['assortment']['price_weighted_hits']:.2f}, the model's best ten {model['price_weighted_hits']:.2f})."
    )
