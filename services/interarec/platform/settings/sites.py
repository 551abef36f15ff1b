"""Sections of one shop: what it may spend on models, and how its slates are made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from interarec.platform.settings.section import Section
from interarec.platform.settings.values import Origin

__all__ = ["SiteBudget", "SiteSettings"]

ArmName = Literal["assortment", "rerank", "unified"]
LOCAL_ORIGINS = ("http://localhost:*", "http://127.0.0.1:*")


class SiteBudget(Section):
    """Model spending limits of one site; None is unlimited."""

    requests_per_minute: int | None = Field(None, ge=0)
    tokens_per_minute: int | None = Field(None, ge=0)
    requests_per_session_hour: int | None = Field(None, ge=0)
    tokens_per_session_hour: int | None = Field(None, ge=0)
    tokens_per_day: int | None = Field(None, ge=0)


class SiteSettings(Section):
    """One shop: its keys, origins, catalogue currency, and how its slates are made."""

    keys: dict[str, Literal["public", "secret"]] = Field(
        default_factory=dict, description="key -> public (pk_…, in pages) or secret (sk_…, of servers)"
    )
    origins: tuple[Origin, ...] = Field(LOCAL_ORIGINS, description="of the pages that may use the keys")
    currency: str | None = Field(
        None, pattern="^[A-Z]{3}$", description="ISO 4217, upper case; None takes the first catalogue's"
    )
    capacity: int = Field(10, ge=1, le=100, description="items in a slate, C")
    min_slate: int = Field(1, ge=0, description="below this many items constraints are relaxed")
    arms: dict[ArmName, Annotated[float, Field(ge=0)]] = Field(
        default_factory=dict, description="shares of an experiment; what they leave of 1 gets the default arm"
    )
    arms_disabled: tuple[ArmName, ...] = Field((), description="arms that serve no session")
    experiment: str = Field("default", description="name hashed into arm assignment")
    enabled: bool = Field(True, description="kill switch: false serves the static rail only")
    random_share: float = Field(0.0, ge=0, le=1, description="share of slates randomised for later estimates")
    purchase_share: float = Field(0.3, gt=0, lt=1, description="rho: share of slates that end in a purchase")
    must: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="attribute -> values: every item offered has one of them"
    )
    never: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="attribute -> values: no item offered has one of them"
    )
    budget: SiteBudget = SiteBudget()

    @field_validator("keys")
    @classmethod
    def _prefix_says_kind(cls, keys: dict[str, str]) -> dict[str, str]:
        for key, kind in keys.items():
            if not key.startswith({"public": "pk_", "secret": "sk_"}[kind]):
                raise ValueError(f"site key {key[:6]}…: public keys start with pk_, secret keys with sk_")
        return keys

    @field_validator("arms")
    @classmethod
    def _some_arm_has_a_share(cls, arms: dict[ArmName, float]) -> dict[ArmName, float]:
        if arms and not any(arms.values()):
            raise ValueError("all shares are 0: leave arms out, or switch single ones off with arms_disabled")
        return arms
