"""What a shopper did, in the action names of the User Behavior Insights standard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interarec.domain.money import Money

__all__ = ["TRIGGERS", "Action", "Interaction"]


class Action(StrEnum):
    """Kinds of interaction; `filter` carries a filter the shopper set or cleared."""

    VIEW = "view"
    CLICK = "click"
    ADD_TO_CART = "add_to_cart"
    PURCHASE = "purchase"
    IMPRESSION = "impression"
    DISMISS = "dismiss"
    FILTER = "filter"


TRIGGERS = frozenset(Action) - {Action.IMPRESSION}
"""Actions after which a new slate is made; an impression of our own slate is not one of them."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One action. `sequence` counts the session's interactions from 0, apart from the screenshots'.

    For `filter`, `attribute` names what was filtered and `value` what was chosen; an empty value clears it.
    """

    site_id: str
    session_id: str
    sequence: int
    action: Action
    at: datetime
    item_id: str | None = None
    recommendation_id: str | None = None
    position: int | None = None
    quantity: int | None = None
    price: Money | None = None
    attribute: str | None = None
    value: str | None = None
