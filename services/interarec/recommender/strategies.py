"""The arms: how a slate is chosen among the items that may be offered. Pure CPU work, run in a thread."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from interarec import assortment
from interarec.domain.errors import GiveUp
from interarec.domain.recommendations import Arm
from interarec.ranking.reranking import best_rows
from interarec.recommender.drafts import Brief, Draft, draft_of_rows
from interarec.recommender.narrowing import want_mask

__all__ = ["draft", "from_interactions", "random_draft", "random_pool"]

_VIEWED_SHARE = 3
"""One place in three, at most, goes to items the shopper already looked at."""


def draft(arm: Arm, brief: Brief) -> Draft:
    """The slate of `arm`. Raises GiveUp when the solver declines the request."""
    if arm is Arm.RERANK:
        return _rerank(brief)
    return _unified(brief) if arm is Arm.UNIFIED else _assortment(brief)


def _assortment(brief: Brief) -> Draft:
    """The set of highest expected revenue under the plain choice model (Karra and Tulabandhula, 3.3)."""
    request = assortment.Request(mask=brief.narrowed.mask, capacity=brief.capacity)
    return _solved(brief, request, session_scores=None)


def _unified(brief: Brief) -> Draft:
    """The same under personal weights: u = log v + theta (s - mean s) + phi z + sum of beta conf - kappa."""
    z = _standardised(brief)
    vector = brief.query.vector if brief.query is not None else None
    personal = assortment.Personal(
        theta=brief.settings.theta if brief.query is not None else 0.0,
        query=vector,
        similarities=brief.query.cosines() if brief.query is not None and vector is None else None,
        phi=1.0,
        scores=_dense_terms(brief, z),
    )
    request = assortment.Request(mask=brief.narrowed.mask, capacity=brief.capacity, personal=personal)
    return _solved(brief, request, session_scores=z)


def _rerank(brief: Brief) -> Draft:
    """The session model's top-K pool in the order of the cosine with the summary, ties as the model had them (3.4)."""
    candidates = brief.candidates
    log_p = brief.site.session_model.log_probabilities(brief.viewed)
    pool = best_rows(candidates, log_p[candidates], brief.settings.pool)
    cosines = brief.query.cosines(pool) if brief.query is not None else np.zeros(len(pool))
    chosen = np.argsort(-cosines, kind="stable")[: brief.capacity]
    rows = pool[chosen]
    z = (log_p[rows] - brief.site.session_model.mean) / brief.site.session_model.deviation
    scores = cosines[chosen] if brief.query is not None else z
    similarities = cosines[chosen].tolist() if brief.query is not None else None
    return draft_of_rows(brief, rows.tolist(), scores.tolist(), similarities=similarities, session_scores=z.tolist())


def from_interactions(brief: Brief) -> Draft:
    """Before anything was read from the screen: what was looked at last, then what goes with it, or what is popular."""
    candidates = brief.candidates
    allowed = brief.narrowed.mask
    seen = [row for row in reversed(brief.viewed) if allowed[row]][: -(-brief.capacity // _VIEWED_SHARE)]
    log_p = brief.site.session_model.log_probabilities(brief.viewed)
    others = candidates[~np.isin(candidates, seen)]
    ranked = best_rows(others, log_p[others], brief.capacity - len(seen)).tolist()
    rows = [*seen, *ranked]
    z = ((log_p[rows] - brief.site.session_model.mean) / brief.site.session_model.deviation).tolist()
    return draft_of_rows(brief, rows, z, session_scores=z, companions=_companions(brief, log_p, rows))


def _companions(brief: Brief, log_p: NDArray[np.float64], rows: list[int]) -> frozenset[int]:
    """Rows likelier after this session than by popularity alone."""
    if not brief.viewed:
        return frozenset()
    popularity = brief.site.session_model.log_probabilities(())
    return frozenset(row for row in rows if log_p[row] > popularity[row])


def random_pool(brief: Brief) -> NDArray[np.intp]:
    """Rows a randomised slate is drawn from: the K candidates of largest weight, so that no draw is absurd."""
    candidates = brief.candidates
    return best_rows(candidates, brief.site.solver.weights[candidates], brief.settings.pool)


def random_draft(brief: Brief, seed: int) -> Draft:
    """`capacity` rows of the pool, each as likely as any other; the same for the same seed."""
    pool = random_pool(brief)
    generator = np.random.default_rng(seed)
    rows = generator.permutation(pool)[: brief.capacity]
    return draft_of_rows(brief, rows.tolist(), [0.0] * len(rows), status="randomised")


def _standardised(brief: Brief) -> NDArray[np.float64] | None:
    """z of every item, None while the session has no item to go by."""
    if not brief.viewed:
        return None
    model = brief.site.session_model
    return (model.log_probabilities(brief.viewed) - model.mean) / model.deviation


def _dense_terms(brief: Brief, z: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """(n,) phi z + sum of beta conf [satisfies]: known for every item anyway, so one array serves the solver best."""
    site, settings = brief.site, brief.settings
    terms = np.zeros(len(site.items)) if z is None else settings.phi * z
    for want in brief.soft:
        terms += want_mask(want, site.attributes, site.solver.prices) * (settings.beta * want.confidence)
    return terms


def _solved(brief: Brief, request: assortment.Request, *, session_scores: NDArray[np.float64] | None) -> Draft:
    """The solver's set, dearest contribution p_i P(i | S) first."""
    answer = assortment.solve(brief.site.solver, request)
    if len(answer.items) < brief.forced:  # rarely so, and a minimum makes every search dearer
        answer = assortment.solve(brief.site.solver, replace(request, min_size=brief.forced))
    if answer.status not in ("optimal", "infeasible"):
        raise GiveUp(f"the solver declined: {answer.reason}", code=f"solver_{answer.status}")
    items = np.array(answer.items, np.intp)
    probabilities = np.array(answer.probabilities)
    contributions = brief.site.solver.prices[items] * probabilities
    order = np.argsort(-contributions, kind="stable")
    similarities = np.array(answer.similarities)[order].tolist() if answer.similarities else [None] * len(items)
    scores = session_scores[items[order]].tolist() if session_scores is not None else [None] * len(items)
    return Draft(
        rows=tuple(items[order].tolist()),
        scores=tuple(contributions[order].tolist()),
        weights=tuple(np.array(answer.weights)[order].tolist()),
        probabilities=tuple(probabilities[order].tolist()),
        no_purchase=answer.p_no_purchase,
        revenue_level=answer.revenue_level,
        similarities=tuple(similarities),
        session_scores=tuple(scores),
        status=answer.status,
        iterations=answer.iterations,
        blocks_opened=answer.blocks_opened,
    )
