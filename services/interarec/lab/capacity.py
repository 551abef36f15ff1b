"""How much a number of shoppers asks of the machines, the model and the stores, and what it costs. Pure.

Called by `interarec plan`. The defaults were measured with `interarec plan --measure` (2 cores, 1280x800 screenshots of
the demo shop) or say in their comment what else they rest on; they are meant to be replaced by a shop's own figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from interarec.domain.errors import InvalidInput

__all__ = ["Load", "ModelUse", "ReaderUse", "Sizes", "plan"]

MILLION = 1_000_000
HOUR_S = 3_600
LOW_TOKENS = 300.0
"""Of one picture in low detail, as the governor estimates it."""
FEWER = (4, 2)
"""Frames of the third step, chosen by difference and in low detail, and once more when even those do not fit."""


@dataclass(frozen=True, slots=True)
class Load:
    """What shoppers do. `hours` a day during which `shoppers` browse at once."""

    shoppers: float = 100.0
    hours: float = 8.0
    interval_s: float = 2.0
    batch_size: float = 10.0
    sent_share: float = 1.0  # of the captures; the snippet leaves out frames that did not change, so 1 is the most
    interactions_per_hour: float = 60.0  # an assumption: one a minute


@dataclass(frozen=True, slots=True)
class ReaderUse:
    """The local reader: processor seconds of one thread for one batch, and cores given to it."""

    seconds_per_batch: float = 16.0
    cores: float = 2.0


@dataclass(frozen=True, slots=True)
class ModelUse:
    """One call a batch. Prices are per million tokens, in any currency."""

    images_per_request: float = 10.0
    image_tokens: float = 1_700.0
    text_tokens: float = 1_100.0  # prompt, answer schema and notes on the visit, three characters a token
    completion_tokens: float = 800.0  # an assumption: eight texts and about twenty offers
    prompt_price: float = 0.0
    completion_price: float = 0.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes. A slate is made for each batch and for each interaction, so slates per hour are the most there can be."""

    screenshot_record: float = 620.0
    batch_records: float = 58_000.0  # manifest, outcome and constraints, with their evidence
    slate_record: float = 1_800.0
    interaction_record: float = 300.0  # an encoded click with its headers
    window_record: float = 1_500.0  # of the insights changelog, one a message counted; assumes some fifty names
    image: float = 53_000.0
    trace: float = 72_000.0
    replication: float = 1.0  # of the log


def plan(
    load: Load, engine: Literal["local", "openai"], reader: ReaderUse, model: ModelUse, sizes: Sizes
) -> dict[str, Any]:
    """Figures per shopper and hour, for all shoppers, and per day. Raises InvalidInput.

    Bytes of the log count each replica; compaction and retention are left out. `reader` and `model` are None where the
    engine does not use them; `ladder` says what a model would cost at each step, whichever engine reads.
    """
    _check(load, reader, model, sizes)
    hour = _shopper_hour(load, engine, model)
    shopper_hours = load.shoppers * load.hours
    return {
        "engine": engine,
        "per_shopper_hour": hour,
        "all_shoppers": {
            "screenshots_per_second": hour["screenshots"] * load.shoppers / HOUR_S,
            "batches_per_hour": hour["batches"] * load.shoppers,
            "slates_per_second": hour["slates"] * load.shoppers / HOUR_S,
        },
        "reader": _reader(load, reader) if engine == "local" else None,
        "model": _model(load, hour) if engine == "openai" else None,
        "ladder": _ladder(load, model),
        "per_day": {
            "shopper_hours": shopper_hours,
            "cost": hour["cost"] * shopper_hours,
            "kafka_bytes": round(_log_bytes(load, hour, sizes) * shopper_hours),
            "object_bytes": round((hour["screenshots"] * sizes.image + hour["slates"] * sizes.trace) * shopper_hours),
        },
    }


def _check(*sections: Load | ReaderUse | ModelUse | Sizes) -> None:
    for section in sections:
        for field in fields(section):
            value = getattr(section, field.name)
            free = field.name in ("shoppers", "interactions_per_hour", "prompt_price", "completion_price")
            if not (math.isfinite(value) and (value > 0 or (free and value == 0))):
                raise InvalidInput(f"{field.name} must be {'at least' if free else 'above'} 0", field=field.name)
    shares = [section.sent_share for section in sections if isinstance(section, Load)]
    if any(share > 1 for share in shares):
        raise InvalidInput("sent_share must be at most 1", field="sent_share")


def _shopper_hour(load: Load, engine: str, model: ModelUse) -> dict[str, float]:
    screenshots = HOUR_S / load.interval_s * load.sent_share
    batches = screenshots / load.batch_size
    calls = batches if engine == "openai" else 0.0
    prompt = calls * (model.text_tokens + min(load.batch_size, model.images_per_request) * model.image_tokens)
    completion = calls * model.completion_tokens
    return {
        "screenshots": screenshots,
        "batches": batches,
        "slates": batches + load.interactions_per_hour,
        "model_calls": calls,
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "cost": (prompt * model.prompt_price + completion * model.completion_price) / MILLION,
    }


def _reader(load: Load, reader: ReaderUse) -> dict[str, float]:
    """A session keeps `seconds_per_batch / batch interval` of a core busy."""
    share = reader.seconds_per_batch * load.sent_share / (load.interval_s * load.batch_size)
    return {
        "seconds_per_batch": reader.seconds_per_batch,
        "cores": reader.cores,
        "sessions_held": math.floor(reader.cores / share + 1e-9),
        "cores_needed": math.ceil(load.shoppers * share - 1e-9),
    }


def _model(load: Load, hour: dict[str, float]) -> dict[str, float]:
    """What the server's limits must allow for all shoppers together."""
    minute = load.shoppers / 60
    return {
        "requests_per_minute": hour["model_calls"] * minute,
        "tokens_per_minute": (hour["prompt_tokens"] + hour["completion_tokens"]) * minute,
    }


def _ladder(load: Load, model: ModelUse) -> list[dict[str, Any]]:
    """What each step costs a shopper and hour, dearest first; a spent budget goes down them one by one.

    The last two ask nothing: the session's earlier summary is used again, then its events alone.
    """
    most = min(load.batch_size, model.images_per_request)
    steps: list[tuple[str, float, float]] = [("full", most, model.image_tokens), ("low", most, LOW_TOKENS)]
    steps += [("fewer", count, LOW_TOKENS) for count in FEWER if count < most]
    asked = []
    for name, frames, tokens in steps:
        use = replace(model, images_per_request=frames, image_tokens=min(tokens, model.image_tokens))
        hour = _shopper_hour(load, "openai", use)
        total = hour["prompt_tokens"] + hour["completion_tokens"]
        asked.append({"step": name, "frames": frames, "tokens": total, "cost": hour["cost"]})
    return [*asked, *({"step": name, "frames": 0, "tokens": 0.0, "cost": 0.0} for name in ("reuse", "events"))]


def _log_bytes(load: Load, hour: dict[str, float], sizes: Sizes) -> float:
    counted = hour["screenshots"] + hour["batches"] + hour["slates"] + load.interactions_per_hour
    return sizes.replication * (
        hour["screenshots"] * sizes.screenshot_record
        + hour["batches"] * sizes.batch_records
        + hour["slates"] * sizes.slate_record
        + load.interactions_per_hour * sizes.interaction_record
        + counted * sizes.window_record
    )
