"""A domain value as a message on its topic, with CloudEvents headers in binary mode, and back.

Called by every stage on its way out and in. The key is the value's session (site for insights).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, cast

from google.protobuf.message import DecodeError

from interarec.contracts.codec import decode, encode, from_message, to_message
from interarec.contracts.topics import (
    BATCHES,
    CONSTRAINTS,
    CONTROL,
    INSIGHTS,
    INTERACTIONS,
    RECOMMENDATIONS,
    SCREENSHOTS,
    SUMMARIES,
    Topic,
)
from interarec.contracts.v1.screenshot_pb2 import ScreenshotEvent
from interarec.contracts.wire import Headers, WireMessage
from interarec.domain.batches import BatchOutcome, ScreenshotBatch
from interarec.domain.constraints import ConstraintSet
from interarec.domain.control import Control
from interarec.domain.errors import RejectMessage
from interarec.domain.insights import InsightWindow
from interarec.domain.interactions import Interaction
from interarec.domain.recommendations import Recommendation
from interarec.domain.screenshots import Screenshot, SessionEnd

__all__ = ["open_record", "wire"]

KINDS: dict[str, type] = {
    INTERACTIONS.name: Interaction,
    BATCHES.name: ScreenshotBatch,
    SUMMARIES.name: BatchOutcome,
    CONSTRAINTS.name: ConstraintSet,
    RECOMMENDATIONS.name: Recommendation,
    CONTROL.name: Control,
    INSIGHTS.name: InsightWindow,
}


def wire(
    topic: Topic,
    value: object,
    *,
    at: datetime,
    source: str,
    traceparent: str | None = None,
    partition: int | None = None,
) -> WireMessage:
    """`value` ready to be sent on `topic`. `source` names the sending stage."""
    data = _screenshot_event(value) if topic is SCREENSHOTS else encode(value)
    key: str = getattr(value, topic.key)
    return WireMessage(topic.name, key.encode(), data, _headers(topic, value, data, at, source, traceparent), partition)


def open_record(topic: str, value: bytes | None) -> object:
    """The domain value in the bytes of a record of the topic called `topic`. Raises RejectMessage."""
    if value is None:
        raise RejectMessage("the message has no value", code="undecodable")
    if topic != SCREENSHOTS.name:
        kind: type[object] = KINDS[topic]
        return decode(kind, value)
    event = ScreenshotEvent()
    try:
        event.ParseFromString(value)
    except DecodeError as error:
        raise RejectMessage(f"not a ScreenshotEvent: {error}", code="undecodable") from error
    chosen = event.WhichOneof("event")
    if chosen == "screenshot":
        return from_message(Screenshot, event.screenshot)
    if chosen == "session_end":
        return from_message(SessionEnd, event.session_end)
    raise RejectMessage("ScreenshotEvent holds no event", code="undecodable")


def _screenshot_event(value: object) -> bytes:
    event = ScreenshotEvent()
    slot = event.screenshot if isinstance(value, Screenshot) else event.session_end
    slot.MergeFrom(cast(Any, to_message(value)))
    return event.SerializeToString(deterministic=True)


def _headers(topic: Topic, value: object, data: bytes, at: datetime, source: str, traceparent: str | None) -> Headers:
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_type", f"interarec.v1.{type(value).__name__}".encode()),
        ("ce_source", f"/interarec/{source}".encode()),
        ("ce_id", hashlib.sha256(topic.name.encode() + data).hexdigest()[:32].encode()),
        ("ce_time", at.isoformat().encode()),
        ("content-type", b"application/protobuf"),
    ]
    if isinstance(value, Screenshot):
        headers.append(("ce_dataref", value.image.key.encode()))
    if traceparent is not None:
        headers.append(("traceparent", traceparent.encode()))
    return tuple(headers)
