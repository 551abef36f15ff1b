"""Domain values as the JSON that goes outside: snake_case, lower-case enums, RFC 3339 times, money as text + currency.

Called by the gateway, the recommender (traces) and the CLI. Shapes are part of the public interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from interarec.domain.constraints import AttributeConstraint, ConstraintSet
from interarec.domain.money import Money
from interarec.domain.recommendations import Recommendation, Trace
from interarec.domain.summaries import BehaviourSummary

__all__ = ["constraints_json", "evidence_json", "plain", "recommendation_json", "rfc3339", "summary_json", "trace_json"]

Json = dict[str, Any]


def rfc3339(at: datetime) -> str:
    """UTC with milliseconds and Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def plain(value: Any) -> Any:
    """Any domain value as JSON data."""
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(item) for item in value]
    return value


def recommendation_json(value: Recommendation) -> Json:
    """The Recommendation of the WebSocket, SSE and HTTP interfaces."""
    return {
        "recommendation_id": value.recommendation_id,
        "session_id": value.session_id,
        "arm": value.arm.value,
        "revision": value.revision,
        "slate": [_slate_item(plain(item)) for item in value.slate],
        "wording": value.wording,
        "relaxed": [plain(item) for item in value.relaxed],
        "latency_ms": {stage: round(ms, 3) for stage, ms in value.latency_ms.items()},
        "based_on": asdict(value.based_on),
        "made_at": rfc3339(value.made_at),
        "no_purchase_probability": value.no_purchase_probability,
        "catalogue_version": value.catalogue_version,
    }


def _slate_item(item: Json) -> Json:
    return {key: item[key] for key in ("item_id", "position", "score", "choice_probability", "price", "reasons")}


def summary_json(value: BehaviourSummary) -> Json:
    """The summary with its typed facts and evidence."""
    return {"summary": asdict(value.categories), **{k: v for k, v in plain(value).items() if k != "categories"}}


def constraints_json(value: ConstraintSet | None) -> Json:
    """Only what was accepted, and what the checks did; prices are plain numbers or null."""
    price = value.price if value else None
    attributes = value.attributes if value else ()
    return {
        "lowest_price": _number(price.lowest) if price else None,
        "highest_price": _number(price.highest) if price else None,
        "currency": price.currency if price else None,
        "color": _values(attributes, "color"),
        "brand": _values(attributes, "brand"),
        "category": _values(attributes, "category"),
        "size": _values(attributes, "size"),
        "filters": _filters(value),
        "origin": value.origin.value if value else None,
        "checks": [plain(check) for check in value.checks] if value else [],
    }


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _values(attributes: tuple[AttributeConstraint, ...], name: str) -> list[str]:
    return [text for one in attributes if one.attribute == name for text in one.values]


def _filters(value: ConstraintSet | None) -> Json:
    if value is None:
        return {}
    filters: Json = {one.attribute: list(one.values) for one in value.filters}
    if value.filter_price is not None:
        filters["price"] = {
            "lowest": _number(value.filter_price.lowest),
            "highest": _number(value.filter_price.highest),
        }
    return filters


def trace_json(value: Trace) -> Json:
    """The evidence chain: slate, terms, solver, constraints, summary, screenshot and box."""
    summary = value.constraints.summary if value.constraints else None
    return {
        "recommendation": recommendation_json(value.recommendation),
        "items": [{"item_id": one.item_id, "terms": _terms(plain(one))} for one in value.items],
        "solver": plain(value.solver),
        "constraints": constraints_json(value.constraints),
        "summary": summary_json(summary) if summary else None,
        "evidence": evidence_json(value.constraints),
    }


def _terms(item: Json) -> Json:
    return {key: item[key] for key in ("price", "weight", "similarity", "session_score")}


def evidence_json(constraints: ConstraintSet | None) -> list[Json]:
    """Evidence of every accepted constraint, then of the summary's own fields, without repeats."""
    if constraints is None:
        return []
    own = [one.evidence for one in (*constraints.attributes, *constraints.filters)]
    prices = [one.evidence for one in (constraints.price, constraints.filter_price) if one is not None]
    seen = constraints.summary.evidence if constraints.summary else ()
    gathered = dict.fromkeys(piece for group in (*prices, *own, seen) for piece in group)
    return [plain(piece) for piece in gathered]
