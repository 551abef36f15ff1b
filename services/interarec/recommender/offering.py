"""Session view and prepared site to a slate of one arm. Plain CPU work, run in a thread by `recommend`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec.domain.constraints import ConstraintSet
from interarec.domain.identifiers import recommendation_id
from interarec.domain.recommendations import Arm, Relaxation
from interarec.domain.summaries import BehaviourSummary
from interarec.platform.settings import RecommenderSettings, SiteSettings
from interarec.recommender.arms import unit_hash
from interarec.recommender.drafts import Brief, Draft
from interarec.recommender.narrowing import narrow, want_mask
from interarec.recommender.prepared import PreparedSite
from interarec.recommender.sessions import SessionView
from interarec.recommender.strategies import draft, from_interactions, random_draft, random_pool
from interarec.recommender.told import supported_text
from interarec.recommender.wants import Want, wants_of

__all__ = ["Offer", "make_offer"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A slate with what led to it. `wants` hold for the reasons: kept ones, and those that were terms only."""

    draft: Draft
    wants: tuple[Want, ...]
    relaxed: tuple[Relaxation, ...]
    propensities: tuple[float, ...]
    randomised: bool
    viewed: tuple[int, ...]


def make_offer(
    view: SessionView,
    accepted: ConstraintSet | None,
    arm: Arm,
    site: PreparedSite,
    *,
    rules: SiteSettings,
    settings: RecommenderSettings,
    told: Callable[[BehaviourSummary | None], str] = supported_text,
) -> Offer:
    """The slate of `arm` for the session; `told` is what of its summary is compared with item texts.

    Raises GiveUp when the solver declines.
    """
    wants, unusable = _usable(*wants_of(accepted, site.currency), site)
    summary = accepted.summary if accepted is not None else None
    inferred = tuple(want for want in wants if not want.by_shopper)
    read = bool(inferred) or summary is not None
    hard = tuple(want for want in wants if want.by_shopper or (arm is Arm.ASSORTMENT and want.hard))
    narrowed = narrow(
        _base(view, site),
        hard,
        [want_mask(want, site.attributes, site.solver.prices) for want in hard],
        min_items=min(rules.min_slate, rules.capacity),
        currency=site.currency,
    )
    text = told(summary)
    brief = Brief(
        site=site,
        settings=settings,
        capacity=rules.capacity,
        min_slate=rules.min_slate,
        narrowed=narrowed,
        soft=tuple(want for want in inferred if want not in hard and arm is not Arm.ASSORTMENT),
        viewed=_rows(reversed(view.last_viewed), site),
        query=site.texts.query(text) if text else None,
    )
    chosen, propensities, randomised = _chosen(view, arm, brief, rules, read=read)
    relaxed = (*unusable, *narrowed.relaxed)
    return Offer(chosen, (*brief.soft, *narrowed.kept), relaxed, propensities, randomised, brief.viewed)


def _usable(
    wants: Sequence[Want], foreign: Sequence[Relaxation], site: PreparedSite
) -> tuple[tuple[Want, ...], tuple[Relaxation, ...]]:
    """Wishes this catalogue can judge, and those it cannot."""
    known = tuple(want for want in wants if want.attribute == "price" or site.attributes.knows(want.attribute))
    missing = [
        Relaxation(want.name, f"no item of the catalogue has the attribute {want.attribute}")
        for want in wants
        if want not in known
    ]
    return known, (*foreign, *missing)


def _rows(item_ids: Iterable[str], site: PreparedSite) -> tuple[int, ...]:
    return tuple(site.rows[item] for item in item_ids if item in site.rows)


def _base(view: SessionView, site: PreparedSite) -> NDArray[np.bool_]:
    """(n,) what the site may offer this session, whatever the wishes: never what was bought or dismissed."""
    gone = [site.rows[item] for item in view.removed if item in site.rows]
    if not gone:
        return site.sellable
    base = site.sellable.copy()
    base[gone] = False
    return base


def _chosen(
    view: SessionView, arm: Arm, brief: Brief, rules: SiteSettings, *, read: bool
) -> tuple[Draft, tuple[float, ...], bool]:
    """The slate, the probability with which each item was to be in it, and whether it was drawn at random."""
    planned = draft(arm, brief) if read else from_interactions(brief)
    share = rules.random_share
    if share <= 0:
        return planned, (1.0,) * len(planned.rows), False
    name = recommendation_id(view.session_id, view.screenshot_offset, view.interaction_offset)
    pool = random_pool(brief)
    drawn = unit_hash(name, "randomised") < share
    chosen = random_draft(brief, _seed(name)) if drawn else planned
    by_chance = min(1.0, brief.capacity / len(pool)) if len(pool) else 0.0
    return chosen, _propensities(chosen, planned, set(pool.tolist()), share, by_chance), drawn


def _propensities(chosen: Draft, planned: Draft, pool: set[int], share: float, by_chance: float) -> tuple[float, ...]:
    """P(item in the slate) over the draw: (1 - r) [planned] + r C / K [in the pool]."""
    return tuple((1 - share) * (row in planned.rows) + share * by_chance * (row in pool) for row in chosen.rows)


def _seed(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
