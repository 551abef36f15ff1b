"""What is known of one session: constraint sets and interactions folded into one value.

Called by the recommender's worker for every message. Pure: the same events give the same view in any order (up to
what is kept), and a repeated event changes nothing, so a replay of the log is harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from interarec.domain.constraints import ConstraintSet
from interarec.domain.interactions import TRIGGERS, Action, Interaction
from interarec.domain.recommendations import BasedOn

__all__ = ["FilterWord", "SessionView", "is_trigger"]

SETS_KEPT = 3
"""Constraint sets merged, newest first: what was seen thirty screens ago still counts where nothing newer speaks."""
VIEWED_KEPT = 20
FILTERS_KEPT = 8
_INTEREST = (Action.VIEW, Action.CLICK, Action.ADD_TO_CART)
_REMOVES = (Action.PURCHASE, Action.DISMISS)


@dataclass(frozen=True, slots=True)
class FilterWord:
    """The shopper's newest word on one filter; an empty value cleared it."""

    value: str
    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session up to its two offsets, which only grow (-1: nothing yet).

    `sets` are the newest constraint sets that say something, newest first; `viewed` maps items to the sequence of the
    newest interest in them; `removed` are items bought or dismissed. `newest` is the last
    constraint set, and `set_is_latest` says that no interaction made a slate due after it.
    """

    site_id: str
    session_id: str
    screenshot_offset: int = -1
    interaction_offset: int = -1
    sets: tuple[ConstraintSet, ...] = ()
    filters: Mapping[str, FilterWord] = field(default_factory=dict)
    viewed: Mapping[str, int] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    seen_to: int = -1
    seen_after: frozenset[int] = frozenset()
    newest: ConstraintSet | None = None
    set_is_latest: bool = False

    @classmethod
    def empty(cls, site_id: str, session_id: str) -> SessionView:
        """A session of which nothing is known yet."""
        return cls(site_id, session_id)

    @property
    def last_viewed(self) -> tuple[str, ...]:
        """Items looked at, newest first."""
        return tuple(sorted(self.viewed, key=lambda item: -self.viewed[item]))

    def based_on(self, revision: int = 0) -> BasedOn:
        """How far the session had got."""
        return BasedOn(self.screenshot_offset, self.interaction_offset, revision)

    def reaching(self, screenshot_offset: int, interaction_offset: int) -> SessionView:
        """The view at these offsets at least: what was answered counts even where it is too old to be folded again."""
        if screenshot_offset <= self.screenshot_offset and interaction_offset <= self.interaction_offset:
            return self
        return replace(
            self,
            screenshot_offset=max(self.screenshot_offset, screenshot_offset),
            interaction_offset=max(self.interaction_offset, interaction_offset),
        )

    def fold(self, event: ConstraintSet | Interaction, *, offset: int | None = None) -> SessionView:
        """The view with `event` taken in, or this very object when the event was taken in before.

        `offset` is where an interaction lies in its topic; its own sequence stands in where there is no log.
        """
        if isinstance(event, ConstraintSet):
            return self._with_set(event)
        return self._with_interaction(event, event.sequence if offset is None else offset)

    def _with_set(self, new: ConstraintSet) -> SessionView:
        known = any(one.batch_id == new.batch_id for one in self.sets)
        stale = new.last_offset <= self.screenshot_offset
        if known or (stale and not _speaks(new)):
            return self
        sets = self.sets
        if _speaks(new):
            sets = tuple(sorted((new, *sets), key=lambda one: -one.last_offset)[:SETS_KEPT])
            if stale and sets == self.sets:
                return self
        return replace(
            self,
            screenshot_offset=max(self.screenshot_offset, new.last_offset),
            sets=sets,
            newest=self.newest if stale else new,
            set_is_latest=not stale,
        )

    def _with_interaction(self, event: Interaction, offset: int) -> SessionView:
        if event.sequence <= self.seen_to or event.sequence in self.seen_after:
            return self
        seen_to, seen_after = _seen(self.seen_to, self.seen_after, event.sequence)
        moved = replace(
            self,
            interaction_offset=max(self.interaction_offset, offset),
            seen_to=seen_to,
            seen_after=seen_after,
            set_is_latest=self.set_is_latest and event.action not in TRIGGERS,
        )
        if event.action is Action.FILTER:
            return moved._with_filter(event)
        if event.item_id is None:
            return moved
        if event.action in _REMOVES:
            return replace(moved, removed=self.removed | {event.item_id})
        return moved._with_interest(event.item_id, event.sequence) if event.action in _INTEREST else moved

    def _with_filter(self, event: Interaction) -> SessionView:
        name = (event.attribute or "").strip().lower()
        earlier = self.filters.get(name)
        if not name or (earlier is not None and earlier.sequence > event.sequence):
            return self
        word = FilterWord((event.value or "").strip(), event.sequence, event.at)
        newest = sorted({**self.filters, name: word}.items(), key=lambda pair: -pair[1].sequence)
        return replace(self, filters=dict(newest[:FILTERS_KEPT]))

    def _with_interest(self, item_id: str, sequence: int) -> SessionView:
        viewed = {**self.viewed, item_id: max(sequence, self.viewed.get(item_id, -1))}
        newest = sorted(viewed.items(), key=lambda pair: -pair[1])
        return replace(self, viewed=dict(newest[:VIEWED_KEPT]))


def is_trigger(event: ConstraintSet | Interaction) -> bool:
    """True when a new slate is due after `event`; an impression of our own slate is none."""
    return isinstance(event, ConstraintSet) or event.action in TRIGGERS


def _speaks(one: ConstraintSet) -> bool:
    """A degraded set without summary says nothing that could replace an earlier one."""
    return bool(one.summary or one.price or one.attributes or one.filters or one.filter_price)


def _seen(to: int, after: frozenset[int], sequence: int) -> tuple[int, frozenset[int]]:
    """Sequences taken in: all up to `to`, and those in `after`; gaps stay open for late arrivals."""
    pending = set(after) | {sequence}
    while to + 1 in pending:
        to += 1
        pending.remove(to)
    return to, frozenset(pending)
