"""One session view to one recommendation with its trace. Called by the worker after a trigger."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from interarec.domain.constraints import ConstraintSet
from interarec.domain.errors import NotFound, Unavailable
from interarec.domain.identifiers import recommendation_id
from interarec.domain.recommendations import Arm, ItemTerms, Recommendation, SlateItem, SolverTerms, Trace
from interarec.platform.settings import SiteSettings
from interarec.recommender import metrics
from interarec.recommender.accepted import accepted_constraints
from interarec.recommender.arms import assigned_arm
from interarec.recommender.catalogue.importing import site_settings
from interarec.recommender.catalogue.rail import RAIL_WORDING, rail_items, rail_key
from interarec.recommender.latency import stage_latencies
from interarec.recommender.offering import Offer, make_offer
from interarec.recommender.ports import RecommenderPorts
from interarec.recommender.prepared import PreparedSite
from interarec.recommender.reasons import item_reasons, template_wording
from interarec.recommender.sessions import SessionView

__all__ = ["recommend"]


async def recommend(view: SessionView, ports: RecommenderPorts) -> tuple[Recommendation, Trace]:
    """The slate for the session as it is now.

    The static rail is served when the site is switched off, all its arms are, or its artifacts are not there yet.
    Raises NotFound (unknown site), Unavailable (neither artifacts nor rail), GiveUp (the solver declines).
    """
    started = ports.now()
    rules = site_settings(ports.settings, view.site_id)
    site = ports.site(view.site_id)
    accepted = accepted_constraints(view, started)
    arm = _arm(view, rules, site)
    if site is None or arm is Arm.FALLBACK:
        return await _from_rail(view, accepted, ports, started)
    before = perf_counter()
    offer = await asyncio.to_thread(
        make_offer, view, accepted, arm, site, rules=rules, settings=ports.settings.recommender, told=ports.told
    )
    metrics.SOLVE_SECONDS.labels(arm.value).observe(perf_counter() - before)
    return _Assembly(view, accepted, arm, site, rules, offer).recommendation(started, ports.now())


def _arm(view: SessionView, rules: SiteSettings, site: PreparedSite | None) -> Arm:
    if site is None or not rules.enabled:
        return Arm.FALLBACK
    return assigned_arm(
        view.site_id,
        rules.experiment,
        view.session_id,
        shares=dict(rules.arms.items()),
        disabled=rules.arms_disabled,
        default=site.default_arm,
    )


@dataclass(frozen=True, slots=True)
class _Assembly:
    """Puts reasons, wording, latencies and trace to an offer."""

    view: SessionView
    accepted: ConstraintSet | None
    arm: Arm
    site: PreparedSite
    rules: SiteSettings
    offer: Offer

    def recommendation(self, started: datetime, finished: datetime) -> tuple[Recommendation, Trace]:
        view, draft, offer = self.view, self.offer.draft, self.offer
        made = Recommendation(
            recommendation_id=_name(view),
            site_id=view.site_id,
            session_id=view.session_id,
            arm=self.arm,
            based_on=view.based_on(),
            slate=self._slate(),
            wording=template_wording(self.site, draft, offer.wants),
            made_at=finished,
            relaxed=offer.relaxed,
            latency_ms=stage_latencies(view.newest, started, finished, prompted=view.set_is_latest),
            catalogue_version=self.site.catalogue.version,
            model_version=self.site.choice.version,
            experiment=self.rules.experiment if self.rules.arms else "",
            randomised=offer.randomised,
            batch_id=view.sets[0].batch_id if view.sets else "",
            no_purchase_probability=draft.no_purchase,
        )
        _count(made, draft.iterations, draft.blocks_opened)
        return made, Trace(made, self._terms(), self._solver(), self.accepted)

    def _slate(self) -> tuple[SlateItem, ...]:
        draft, offer = self.offer.draft, self.offer
        read = self.accepted is not None and (self.accepted.summary is not None or bool(offer.wants))
        reasons = item_reasons(self.site, draft, offer.wants, frozenset(offer.viewed), from_screen=read)
        return tuple(
            SlateItem(
                item_id=self.site.items[row].item_id,
                position=place,
                score=draft.scores[place],
                choice_probability=draft.probabilities[place],
                price=self.site.items[row].price,
                reasons=reasons[place],
                propensity=offer.propensities[place],
            )
            for place, row in enumerate(draft.rows)
        )

    def _terms(self) -> tuple[ItemTerms, ...]:
        draft = self.offer.draft
        columns = zip(draft.rows, draft.weights, draft.similarities, draft.session_scores, strict=True)
        return tuple(
            ItemTerms(
                item_id=self.site.items[row].item_id,
                price=float(self.site.solver.prices[row]),
                weight=weight,
                similarity=similarity,
                session_score=session_score,
            )
            for row, weight, similarity, session_score in columns
        )

    def _solver(self) -> SolverTerms:
        draft = self.offer.draft
        return SolverTerms(draft.revenue_level, draft.no_purchase, draft.status, draft.iterations)


async def _from_rail(
    view: SessionView, accepted: ConstraintSet | None, ports: RecommenderPorts, started: datetime
) -> tuple[Recommendation, Trace]:
    """The static rail without what the shopper bought or dismissed."""
    try:
        blob = await ports.blobs.get(rail_key(view.site_id))
    except NotFound as error:
        raise Unavailable(
            f"site {view.site_id} has neither a catalogue nor a rail yet: interarec catalogue import", code="no_rail"
        ) from error
    kept = [item for item in rail_items(blob.data) if item.item_id not in view.removed]
    slate = tuple(
        SlateItem(item.item_id, place, item.score, item.choice_probability, item.price, item.reasons)
        for place, item in enumerate(kept)
    )
    finished = ports.now()
    made = Recommendation(
        recommendation_id=_name(view),
        site_id=view.site_id,
        session_id=view.session_id,
        arm=Arm.FALLBACK,
        based_on=view.based_on(),
        slate=slate,
        wording=RAIL_WORDING,
        made_at=finished,
        latency_ms=stage_latencies(view.newest, started, finished, prompted=view.set_is_latest),
        batch_id=view.sets[0].batch_id if view.sets else "",
    )
    _count(made, 0, 0)
    terms = tuple(ItemTerms(item.item_id, float(item.price.amount), item.score) for item in slate)
    return made, Trace(made, terms, SolverTerms(0.0, made.no_purchase_probability, "static"), accepted)


def _name(view: SessionView) -> str:
    return recommendation_id(view.session_id, view.screenshot_offset, view.interaction_offset)


def _count(made: Recommendation, iterations: int, blocks_opened: int) -> None:
    metrics.SLATES.labels(made.site_id, made.arm.value, str(made.randomised).lower()).inc()
    for one in made.relaxed:
        metrics.RELAXED.labels(one.constraint if one.constraint in _COUNTED else "other").inc()
    if iterations:
        metrics.ITERATIONS.labels(made.arm.value).observe(iterations)
        metrics.BLOCKS_OPENED.labels(made.arm.value).observe(blocks_opened)


_COUNTED = frozenset(
    prefix + name for prefix in ("", "filter:") for name in ("price", "color", "brand", "category", "size")
)
"""Label values of the metric: attribute names from outside must not grow it without bound."""
