"""Interactions as they arrive: one list, each item right or wrong on its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from interarec.domain.interactions import Action, Interaction
from interarec.domain.money import Money

__all__ = ["ItemError", "read_interactions"]

LARGEST = 2**31 - 1
Text = Annotated[str, StringConstraints(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]*$")]
ItemId = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]*$")]


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("in UTC the time lies before the year 1 or after 9999") from error


class _Price(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amount: Decimal = Field(ge=0, max_digits=18, allow_inf_nan=False)
    currency: str = Field(pattern=r"^[A-Z]{3}$")


class _Item(BaseModel):
    """The JSON of one interaction; unknown keys are refused, so that a misspelt one is not lost in silence."""

    model_config = ConfigDict(extra="forbid")

    sequence: int = Field(ge=0, le=LARGEST, strict=True)
    action: Action
    at: Annotated[AwareDatetime, AfterValidator(_in_utc)] | None = None
    item_id: ItemId | None = None
    recommendation_id: ItemId | None = None
    position: int | None = Field(None, ge=0, le=10_000, strict=True)
    quantity: int | None = Field(None, ge=1, le=100_000, strict=True)
    price: _Price | None = None
    attribute: Text | None = None
    value: Annotated[str, StringConstraints(max_length=256, pattern=r"^[^\x00-\x1f\x7f]*$")] | None = None

    @model_validator(mode="after")
    def _names_its_object(self) -> _Item:
        if self.action is Action.FILTER:
            if self.attribute is None or self.value is None:
                raise ValueError("a filter names attribute and value (an empty value clears it)")
        elif self.item_id is None and not (self.action is Action.IMPRESSION and self.recommendation_id):
            raise ValueError(f"{self.action.value} needs item_id")
        return self


@dataclass(frozen=True, slots=True)
class ItemError:
    """Why the item at `index` of the request was not taken."""

    index: int
    error: str


def read_interactions(
    body: Sequence[Any], *, site_id: str, session_id: str, arrived: datetime
) -> tuple[list[Interaction], list[ItemError]]:
    """Interactions that are right, in the order given, and what is wrong with the others."""
    right: list[Interaction] = []
    wrong: list[ItemError] = []
    for index, raw in enumerate(body):
        try:
            right.append(_interaction(_Item.model_validate(raw), site_id, session_id, arrived))
        except ValidationError as error:
            wrong.append(ItemError(index, _first_reason(error)))
    return right, wrong


def _interaction(item: _Item, site_id: str, session_id: str, arrived: datetime) -> Interaction:
    return Interaction(
        site_id=site_id,
        session_id=session_id,
        sequence=item.sequence,
        action=item.action,
        at=item.at or arrived,
        item_id=item.item_id,
        recommendation_id=item.recommendation_id,
        position=item.position,
        quantity=item.quantity,
        price=Money(item.price.amount, item.price.currency) if item.price else None,
        attribute=item.attribute,
        value=item.value,
    )


def _first_reason(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    text = first["msg"].removeprefix("Value error, ")
    return f"{where}: {text}" if where else text
