"""One batch outcome to one set of constraints. A plain function of the message and its ports.

Called by the keyed runner, one outcome of a session at a time. Model trouble never raises: the text reader answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from interarec.constraints.ask import Answer, ask_model
from interarec.constraints.checks import check_claim
from interarec.constraints.claim import Claim
from interarec.constraints.filters import filter_constraints
from interarec.constraints.prompt import summary_text
from interarec.constraints.reading.decompose import decompose
from interarec.constraints.support import (
    Widening,
    claim_of_offers,
    supported_attribute,
    supported_price,
)
from interarec.domain.batches import BatchOutcome
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import (
    AttributeConstraint,
    Check,
    CheckOutcome,
    ConstraintSet,
    Origin,
    PriceConstraint,
)
from interarec.domain.summaries import COUNTED_FROM, BehaviourSummary, Offer
from interarec.domain.support import distinct_offers
from interarec.platform.chat import Chat
from interarec.platform.clock import Now
from interarec.platform.settings.schema import ConstraintSettings

__all__ = ["ConstrainPorts", "constrain"]

_REMEMBERED = 2
"""How many earlier batches may lend their offers to a value that was seen once now."""


@dataclass(frozen=True, slots=True)
class ConstrainPorts:
    """What the handler may use. `facts` gives a site's catalogue facts or None; without `chat` nobody is asked."""

    now: Now
    facts: Callable[[str], CatalogueFacts | None]
    settings: ConstraintSettings
    chat: Chat | None = None
    model: str = ""


async def constrain(outcome: BatchOutcome, earlier: Sequence[ConstraintSet], ports: ConstrainPorts) -> ConstraintSet:
    """The constraints of one outcome. `earlier`: the session's last sets, oldest first, for consistency."""
    summary = outcome.summary
    if summary is None:
        return _empty(outcome, ports)
    started = time.perf_counter()
    facts = ports.facts(outcome.site_id)
    answer = await _answer(outcome, summary, facts, ports)
    currency = summary.currency or (facts.currency if facts else None)
    offers = distinct_offers(summary.offers, currency)
    claim = answer.claim or _read(summary, offers, facts)
    made = _judged(claim, summary, offers, _offers_of(earlier, currency), facts, ports.settings)
    notes = () if not answer.reason else (Check("origin", CheckOutcome.DROPPED, answer.reason, ports.model),)
    asked_ms = (time.perf_counter() - started) * 1_000 if ports.chat is not None else 0.0
    return replace(
        _empty(outcome, ports),
        origin=answer.origin,
        checks=(*made.checks, *notes),
        price=made.price,
        attributes=made.attributes,
        filters=made.filters,
        filter_price=made.filter_price,
        summary=summary,
        model_ms=outcome.model_ms + asked_ms,
    )


async def _answer(
    outcome: BatchOutcome, summary: BehaviourSummary, facts: CatalogueFacts | None, ports: ConstrainPorts
) -> Answer:
    if ports.chat is None:
        return Answer(None, Origin.DETERMINISTIC)
    return await ask_model(
        ports.chat,
        ports.model,
        summary_text(summary),
        facts,
        site_id=outcome.site_id,
        session_id=outcome.session_id,
    )


def _read(summary: BehaviourSummary, offers: Sequence[Offer], facts: CatalogueFacts | None) -> Claim:
    """Without a model: the typed offers when there are any, else the text."""
    return claim_of_offers(summary, offers) if offers else decompose(summary_text(summary), facts)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The parts of a constraint set that the checks made."""

    price: PriceConstraint | None
    attributes: tuple[AttributeConstraint, ...]
    filters: tuple[AttributeConstraint, ...]
    filter_price: PriceConstraint | None
    checks: tuple[Check, ...]


def _judged(
    claim: Claim,
    summary: BehaviourSummary,
    offers: Sequence[Offer],
    earlier: Sequence[Offer],
    facts: CatalogueFacts | None,
    settings: ConstraintSettings,
) -> _Judged:
    """Support first (what was seen), then the catalogue (what can be), each with its checks."""
    checks: list[Check] = []
    widening = Widening(settings.single_offer_low, settings.single_offer_high)
    told = any(offer.score < COUNTED_FROM for offer in summary.offers)
    price = supported_price(claim, offers, widening, checks, told=told)
    possible, found = check_claim(
        replace(claim, lowest=price.lowest if price else None, highest=price.highest if price else None), facts
    )
    checks.extend(found)
    if price is not None:
        price = replace(price, lowest=possible.lowest, highest=possible.highest)
    attributes = [
        supported_attribute("brand", possible.brands, offers, earlier, summary.brands, checks),
        supported_attribute("color", possible.colors, offers, earlier, summary.colors, checks),
        supported_attribute("category", possible.categories, offers, earlier, (), checks),
        supported_attribute("size", possible.sizes, offers, earlier, (), checks),
    ]
    filters, filter_price, filter_checks = filter_constraints(summary.filters, facts, offers)
    return _Judged(
        price=price if price is not None and (price.lowest is not None or price.highest is not None) else None,
        attributes=tuple(one for one in attributes if one is not None),
        filters=filters,
        filter_price=filter_price,
        checks=_last_word((*checks, *filter_checks)),
    )


def _last_word(checks: Sequence[Check]) -> tuple[Check, ...]:
    """An accepted value that was dropped later is only dropped."""
    dropped = {(check.constraint, check.value) for check in checks if check.outcome is CheckOutcome.DROPPED}
    return tuple(
        check
        for check in checks
        if check.outcome is not CheckOutcome.ACCEPTED or (check.constraint, check.value) not in dropped
    )


def _offers_of(earlier: Sequence[ConstraintSet], currency: str | None) -> tuple[Offer, ...]:
    summaries = [one.summary for one in earlier[-_REMEMBERED:] if one.summary is not None]
    return distinct_offers((offer for summary in summaries for offer in summary.offers), currency)


def _empty(outcome: BatchOutcome, ports: ConstrainPorts) -> ConstraintSet:
    """A set without constraints, so that the shopper still gets a slate."""
    return ConstraintSet(
        batch_id=outcome.batch_id,
        site_id=outcome.site_id,
        session_id=outcome.session_id,
        first_offset=outcome.first_offset,
        last_offset=outcome.last_offset,
        state=outcome.state,
        origin=Origin.DETERMINISTIC,
        made_at=ports.now(),
        reason=outcome.reason,
        first_captured_at=outcome.first_captured_at,
        last_captured_at=outcome.last_captured_at,
        last_appended_at=outcome.last_appended_at,
        closed_at=outcome.closed_at,
        summarised_at=outcome.finished_at,
        model_ms=outcome.model_ms,
    )
