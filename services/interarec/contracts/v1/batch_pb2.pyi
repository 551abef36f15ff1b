import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from interarec.contracts.v1 import screenshot_pb2 as _screenshot_pb2
from interarec.contracts.v1 import summary_pb2 as _summary_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ClosedBy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLOSED_BY_UNSPECIFIED: _ClassVar[ClosedBy]
    CLOSED_BY_FULL: _ClassVar[ClosedBy]
    CLOSED_BY_IDLE: _ClassVar[ClosedBy]
    CLOSED_BY_SESSION_END: _ClassVar[ClosedBy]

class BatchState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BATCH_STATE_UNSPECIFIED: _ClassVar[BatchState]
    BATCH_STATE_SUMMARISED: _ClassVar[BatchState]
    BATCH_STATE_DEGRADED: _ClassVar[BatchState]
    BATCH_STATE_SUPERSEDED: _ClassVar[BatchState]
    BATCH_STATE_EXPIRED: _ClassVar[BatchState]
    BATCH_STATE_DEAD: _ClassVar[BatchState]
CLOSED_BY_UNSPECIFIED: ClosedBy
CLOSED_BY_FULL: ClosedBy
CLOSED_BY_IDLE: ClosedBy
CLOSED_BY_SESSION_END: ClosedBy
BATCH_STATE_UNSPECIFIED: BatchState
BATCH_STATE_SUMMARISED: BatchState
BATCH_STATE_DEGRADED: BatchState
BATCH_STATE_SUPERSEDED: BatchState
BATCH_STATE_EXPIRED: BatchState
BATCH_STATE_DEAD: BatchState

class BatchItem(_message.Message):
    __slots__ = ("offset", "appended_at_ms", "screenshot")
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    APPENDED_AT_MS_FIELD_NUMBER: _ClassVar[int]
    SCREENSHOT_FIELD_NUMBER: _ClassVar[int]
    offset: int
    appended_at_ms: int
    screenshot: _screenshot_pb2.Screenshot
    def __init__(self, offset: _Optional[int] = ..., appended_at_ms: _Optional[int] = ..., screenshot: _Optional[_Union[_screenshot_pb2.Screenshot, _Mapping]] = ...) -> None: ...

class ScreenshotBatch(_message.Message):
    __slots__ = ("batch_id", "site_id", "session_id", "first_offset", "last_offset", "items", "closed_by", "closed_at")
    BATCH_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    LAST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BY_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    items: _containers.RepeatedCompositeFieldContainer[BatchItem]
    closed_by: ClosedBy
    closed_at: _timestamp_pb2.Timestamp
    def __init__(self, batch_id: _Optional[str] = ..., site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., first_offset: _Optional[int] = ..., last_offset: _Optional[int] = ..., items: _Optional[_Iterable[_Union[BatchItem, _Mapping]]] = ..., closed_by: _Optional[_Union[ClosedBy, str]] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ModelUsage(_message.Message):
    __slots__ = ("model", "calls", "prompt_tokens", "completion_tokens", "images")
    MODEL_FIELD_NUMBER: _ClassVar[int]
    CALLS_FIELD_NUMBER: _ClassVar[int]
    PROMPT_TOKENS_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_TOKENS_FIELD_NUMBER: _ClassVar[int]
    IMAGES_FIELD_NUMBER: _ClassVar[int]
    model: str
    calls: int
    prompt_tokens: int
    completion_tokens: int
    images: int
    def __init__(self, model: _Optional[str] = ..., calls: _Optional[int] = ..., prompt_tokens: _Optional[int] = ..., completion_tokens: _Optional[int] = ..., images: _Optional[int] = ...) -> None: ...

class BatchOutcome(_message.Message):
    __slots__ = ("batch_id", "site_id", "session_id", "first_offset", "last_offset", "screenshots", "state", "reason", "finished_at", "first_captured_at", "last_captured_at", "closed_at", "last_appended_at", "summary", "engine", "detail", "usage", "model_ms", "skipped")
    BATCH_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    LAST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    SCREENSHOTS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FINISHED_AT_FIELD_NUMBER: _ClassVar[int]
    FIRST_CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_APPENDED_AT_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    MODEL_MS_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    screenshots: _containers.RepeatedScalarFieldContainer[str]
    state: BatchState
    reason: str
    finished_at: _timestamp_pb2.Timestamp
    first_captured_at: _timestamp_pb2.Timestamp
    last_captured_at: _timestamp_pb2.Timestamp
    closed_at: _timestamp_pb2.Timestamp
    last_appended_at: _timestamp_pb2.Timestamp
    summary: _summary_pb2.BehaviourSummary
    engine: str
    detail: str
    usage: ModelUsage
    model_ms: float
    skipped: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, batch_id: _Optional[str] = ..., site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., first_offset: _Optional[int] = ..., last_offset: _Optional[int] = ..., screenshots: _Optional[_Iterable[str]] = ..., state: _Optional[_Union[BatchState, str]] = ..., reason: _Optional[str] = ..., finished_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., first_captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_appended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., summary: _Optional[_Union[_summary_pb2.BehaviourSummary, _Mapping]] = ..., engine: _Optional[str] = ..., detail: _Optional[str] = ..., usage: _Optional[_Union[ModelUsage, _Mapping]] = ..., model_ms: _Optional[float] = ..., skipped: _Optional[_Iterable[str]] = ...) -> None: ...
