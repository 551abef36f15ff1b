"""`solve`: the exact best set for one request, with what explains it.

The route: check and contract the request (`problem`), pick a source of candidates (block index, plain vectors, or
lazily personalised), run Newton on a growing pool (`opening`), and put the answer together. Called by the
recommender, the command line and library users.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.assortment.answer import Answer, InfeasibleRequest
from interarec.assortment.arrays import F64, Index
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.feasible_sets import solve_sets
from interarec.assortment.narrowing import filter_counts
from interarec.assortment.newton import Base, revenue
from interarec.assortment.opening import Blocks, Dense, Source, open_and_solve
from interarec.assortment.personal import LazyItems, Utility
from interarec.assortment.problem import Problem, prepare
from interarec.assortment.request import Request
from interarec.assortment.shapes import TopC
from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["solve_once"]

# Above this chance of leaving with nothing, v0 was probably fitted to the whole catalogue instead of to a slate.
_SUSPICIOUS_NO_PURCHASE = 0.99
# exp of more than this comes near the end of float64; the lazy route scales first.
_LARGEST_EXPONENT = 300.0
# A slate of this size gives the level a search starts from.
_USUAL_SLATE = 10


@dataclass(frozen=True)
class Chosen:
    """The best set before it is explained: items ascending and their weights after κ."""

    items: Index
    weights: F64
    kappa: float
    iterations: int
    opened: int
    method: str


def solve_once(catalogue: Catalogue, request: Request) -> Answer:
    """Return the optimal set, or the status that says why there is none; never raises for a bad request."""
    try:
        if request.feasible_sets is not None:
            return solve_sets(catalogue, request)
        problem = prepare(catalogue, request)
        return _answer(catalogue, request, problem, _choose(catalogue, problem))
    except InfeasibleRequest as error:
        return Answer(
            status="infeasible",
            reason=str(error),
            conflicts=error.conflicts,
            filter_counts=filter_counts(catalogue, request),
        )
    except Unsupported as error:
        return Answer(status="unsupported", reason=str(error), field=error.field)
    except InvalidInput as error:
        return Answer(status="invalid", reason=str(error), field=error.field)


def _choose(catalogue: Catalogue, problem: Problem) -> Chosen:
    if problem.v0 == 0.0 and not problem.shape.forced and not problem.weights[problem.include].any():
        return _without_outside_option(problem)
    if problem.utility is not None:
        return _choose_personal(catalogue, problem, problem.utility)
    included = problem.weights[problem.include]
    if _behind_blocks(catalogue, problem):
        assert catalogue.blocks is not None
        source: Source = Blocks(catalogue.blocks, problem.allowed, None, problem.capacity)
        return _run(catalogue, problem, source, included, problem.v0, "blocks")
    return _run(catalogue, problem, _dense(problem), included, problem.v0, problem.shape.method)


def _behind_blocks(catalogue: Catalogue, problem: Problem) -> bool:
    """Return whether the index fits: built on these values and weights, broad filters, nothing but a capacity."""
    plain = isinstance(problem.shape, TopC) and not problem.shape.forced
    return plain and problem.indexed and problem.items is None and catalogue.blocks is not None


def _dense(problem: Problem) -> Dense:
    if problem.items is None and problem.allowed is None:
        return Dense(problem.values, problem.weights, None, whole=problem.shape.forced)
    items = problem.candidates()
    return Dense(problem.values[items], problem.weights[items], items, whole=problem.shape.forced)


def _usual_level(catalogue: Catalogue, problem: Problem) -> float:
    """Return the revenue of an unfiltered slate of ten: near enough to open the right blocks at once.

    Any start gives the same set (see `newton`); this one is found once per catalogue and kept.
    """
    index = catalogue.blocks
    if index is None or problem.allowed is not None or problem.v0 != catalogue.v0:
        return 0.0
    if index.level is None:
        source = Blocks(index, None, None, _USUAL_SLATE)
        index.level = open_and_solve(source, TopC(_USUAL_SLATE), Base(0.0, catalogue.v0), 0.0).level
    return index.level


def _run(
    catalogue: Catalogue,
    problem: Problem,
    source: Source,
    included: F64,
    outside: float,
    method: str,
    ratio: float = 1.0,
    kappa: float = 0.0,
) -> Chosen:
    """Solve on `source`; `included` and `outside` are in its scale; divided by `ratio`, weights are after κ."""
    base = Base(float(problem.values[problem.include] @ included), outside + float(included.sum()))
    level = base.value / base.weight if base.weight > 0.0 else 0.0
    if isinstance(source, Blocks) and not included.size:
        level = _usual_level(catalogue, problem)
    optimum = open_and_solve(source, problem.shape, base, level)
    items = np.concatenate([problem.include, optimum.items])
    weights = np.concatenate([included, optimum.weights]) / ratio
    order = np.argsort(items)
    return Chosen(items[order], weights[order], kappa, optimum.iterations, source.opened, method)


def _choose_personal(catalogue: Catalogue, problem: Problem, utility: Utility) -> Chosen:
    reference = _reference_slate(catalogue, problem)
    if utility.only_similarity and utility.similarity.limit < _LARGEST_EXPONENT and _behind_blocks(catalogue, problem):
        assert catalogue.blocks is not None
        weights = problem.weights[reference]
        ratio = _ratio(weights, weights * utility.factors(reference), 0.0)
        included = problem.weights[problem.include] * utility.factors(problem.include)
        blocks = Blocks(catalogue.blocks, problem.allowed, utility, problem.capacity)
        return _run(catalogue, problem, blocks, included, problem.v0 * ratio, "blocks", ratio, float(np.log(ratio)))
    items = problem.candidates()
    known = utility.known(items)
    known_included = utility.known(problem.include)
    finite = np.concatenate([known, known_included])
    scale = float(finite.max(initial=-np.inf)) + utility.similarity.limit
    scale = scale if np.isfinite(scale) else 0.0
    ratio = _ratio(problem.weights[reference], utility.weights(reference, scale), scale)
    source: Source = LazyItems(utility, known, scale, problem.values[items], items)
    if problem.shape.forced:
        source = Dense(problem.values[items], utility.weights(items, scale), items, whole=True)
    included = utility.weights(problem.include, scale)
    return _run(catalogue, problem, source, included, problem.v0 * ratio, "lazy", ratio, float(np.log(ratio)) + scale)


def _reference_slate(catalogue: Catalogue, problem: Problem) -> Index:
    """Return the heaviest items that the same constraints allow: what κ holds constant in weight."""
    if _behind_blocks(catalogue, problem):
        assert catalogue.blocks is not None
        heaviest = catalogue.blocks.heaviest
        heaviest = heaviest if problem.allowed is None else heaviest[problem.allowed[heaviest]]
        heaviest = heaviest[problem.weights[heaviest] > 0.0]
        if heaviest.size >= problem.capacity:
            return np.concatenate([problem.include, heaviest[: problem.capacity]])
    items = problem.candidates()
    heaviest = items[problem.shape.choose(problem.weights[items], items)]
    return np.concatenate([problem.include, heaviest])


def _ratio(before: F64, after: F64, scale: float) -> float:
    """Return Σ after / Σ before; exp(-scale), which makes κ 0, for a reference slate of no weight."""
    if before.sum() == 0.0:
        return float(np.exp(-scale))
    return max(float(after.sum() / before.sum()), float(np.finfo(np.float64).tiny))


def _without_outside_option(problem: Problem) -> Chosen:
    """Return one item of the highest value: with v0 = 0 nobody leaves, and any cheaper item only takes its sales."""
    items = problem.candidates()
    able = items[(problem.weights[items] > 0.0) & (problem.values[items] > 0.0) & problem.shape.admits(items)]
    best = able[problem.values[able].argmax()][None] if able.size else able
    chosen = np.sort(np.concatenate([problem.include, best]))
    return Chosen(chosen, problem.weights[chosen], 0.0, 1, items.size, problem.shape.method)


def _answer(catalogue: Catalogue, request: Request, problem: Problem, chosen: Chosen) -> Answer:
    values = problem.values[chosen.items]
    best = revenue(values, chosen.weights, Base(0.0, problem.v0))
    total = problem.v0 + float(chosen.weights.sum())
    shares = chosen.weights / total if total > 0.0 else np.zeros(chosen.items.size)
    nothing = problem.v0 / total if total > 0.0 else 1.0
    items = tuple(chosen.items.tolist())
    left = problem.left
    cosines = () if problem.utility is None else tuple(problem.utility.reported_cosines(chosen.items))
    return Answer(
        status="optimal",
        items=items,
        item_ids=tuple(catalogue.item_ids[item] for item in items),
        revenue=best,
        revenue_level=best,
        probabilities=tuple(shares.tolist()),
        p_no_purchase=nothing,
        margins=tuple((values - best).tolist()),
        weights=tuple(chosen.weights.tolist()),
        reason=_reason(problem, len(items), left),
        iterations=chosen.iterations,
        warnings=_warnings(problem.v0, nothing, len(items)),
        filter_counts=() if items else filter_counts(catalogue, request),
        kappa=chosen.kappa,
        similarities=cosines,
        blocks_opened=chosen.opened if chosen.method == "blocks" else 0,
        candidates=left,
        method=chosen.method,
    )


def _reason(problem: Problem, count: int, left: int) -> str:
    if count == 0:
        if left == 0:
            return "no item is left after the filters"
        if problem.capacity == 0:
            return "the capacity is 0"
        return f"nothing profitable among {left} candidates"
    if count == problem.capacity + problem.include.size:
        return f"the best {count} of {left + problem.include.size} items, as many as fit"
    return f"{count} items: every other candidate is worth less than the revenue level or its group is full"


def _warnings(v0: float, nothing: float, count: int) -> tuple[str, ...]:
    if v0 == 0.0:
        return ("no outside option: with v0 = 0 every shopper buys something",)
    if count and nothing > _SUSPICIOUS_NO_PURCHASE:
        return (f"P(no purchase) is {nothing:.4f}: v0 seems tied to the whole catalogue; tie it to the slates shown",)
    return ()
