"""How much a number of shoppers asks of the machines, the model and the stores, and what it costs. Pure.

Called by `interarec plan`. The defaults were measured with `interarec plan --measure` (2 cores, 1280x800 screenshots of
the demo shop) or say in their comment what else they rest on; they are meant to be replaced by a shop's own figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from interarec.domain.errors import InvalidInput

__all__ = ["FULL_CALL", "LOW_CALL", "SMALL_CALL", "Call", "Load", "ModelUse", "ReaderUse", "Sizes", "plan"]

MILLION = 1_000_000
HOUR_S = 3_600
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
class Call:
    """Tokens of one call: of each picture, of all other words asked (instruction, schema, notes), and of the answer.

    Words at four letters a token: what the engine asks about ten screens with notes of the batch before, and what is
    answered on ten screens of which each differs (`interarec bench tokens`).
    """

    image_tokens: float
    text_tokens: float
    completion_tokens: float


FULL_CALL = Call(1_700.0, 1_030.0, 1_380.0)
"""Pictures in full size: eight texts, the offers and the filters are told."""
LOW_CALL = replace(FULL_CALL, image_tokens=300.0)
"""Small pictures with nobody reading along: the same is told. The governor's upper value for a picture."""
SMALL_CALL = Call(300.0, 700.0, 260.0)
"""Small pictures while the local reader reads along: eight short texts, no offer and no filter."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """One call a batch; `low` is the call a spent budget steps down to. Prices are per million tokens, in any currency.

    With `read_along` the local reader reads every batch as well.
    """

    images_per_request: float = 10.0
    call: Call = SMALL_CALL
    low: Call = SMALL_CALL
    read_along: bool = True
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

    Bytes of the log count each replica; compaction and retention are left out. `reader` and `model` are None where they
    are not used (a model that is read along with uses both); `ladder` says what a model would cost at each step,
    whichever engine reads.
    """
    _check(load, reader, model, model.call, model.low, sizes)
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
        "reader": _reader(load, reader) if engine == "local" or model.read_along else None,
        "model": _model(load, hour) if engine == "openai" else None,
        "ladder": _ladder(load, model),
        "per_day": {
            "shopper_hours": shopper_hours,
            "cost": hour["cost"] * shopper_hours,
            "kafka_bytes": round(_log_bytes(load, hour, sizes) * shopper_hours),
            "object_bytes": round((hour["screenshots"] * sizes.image + hour["slates"] * sizes.trace) * shopper_hours),
        },
    }


def _check(*sections: Load | ReaderUse | ModelUse | Call | Sizes) -> None:
    for section in sections:
        for field in fields(section):
            value = getattr(section, field.name)
            if isinstance(value, (bool, Call)):
                continue
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
    frames = min(load.batch_size, model.images_per_request)
    prompt = calls * (model.call.text_tokens + frames * model.call.image_tokens)
    completion = calls * model.call.completion_tokens
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

    There is no "full" step where small pictures are what is sent anyhow. The last two ask nothing: the session's
    earlier summary is used again, then its events alone.
    """
    most = min(load.batch_size, model.images_per_request)
    steps = [("full", most, model.call)] if model.call != model.low else []
    steps += [("low", most, model.low), *(("fewer", count, model.low) for count in FEWER if count < most)]
    asked = []
    for name, frames, call in steps:
        use = replace(model, images_per_request=frames, call=call)
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
