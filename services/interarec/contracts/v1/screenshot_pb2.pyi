import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Viewport(_message.Message):
    __slots__ = ("width", "height", "scale")
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    width: int
    height: int
    scale: float
    def __init__(self, width: _Optional[int] = ..., height: _Optional[int] = ..., scale: _Optional[float] = ...) -> None: ...

class ImageRef(_message.Message):
    __slots__ = ("key", "sha256", "size", "media_type", "width", "height")
    KEY_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    MEDIA_TYPE_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    key: str
    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    def __init__(self, key: _Optional[str] = ..., sha256: _Optional[str] = ..., size: _Optional[int] = ..., media_type: _Optional[str] = ..., width: _Optional[int] = ..., height: _Optional[int] = ...) -> None: ...

class Screenshot(_message.Message):
    __slots__ = ("site_id", "session_id", "sequence", "screenshot_id", "captured_at", "image", "page_url", "viewport", "dwell_ms", "masked", "received_at")
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    SCREENSHOT_ID_FIELD_NUMBER: _ClassVar[int]
    CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    IMAGE_FIELD_NUMBER: _ClassVar[int]
    PAGE_URL_FIELD_NUMBER: _ClassVar[int]
    VIEWPORT_FIELD_NUMBER: _ClassVar[int]
    DWELL_MS_FIELD_NUMBER: _ClassVar[int]
    MASKED_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    site_id: str
    session_id: str
    sequence: int
    screenshot_id: str
    captured_at: _timestamp_pb2.Timestamp
    image: ImageRef
    page_url: str
    viewport: Viewport
    dwell_ms: int
    masked: bool
    received_at: _timestamp_pb2.Timestamp
    def __init__(self, site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., sequence: _Optional[int] = ..., screenshot_id: _Optional[str] = ..., captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., image: _Optional[_Union[ImageRef, _Mapping]] = ..., page_url: _Optional[str] = ..., viewport: _Optional[_Union[Viewport, _Mapping]] = ..., dwell_ms: _Optional[int] = ..., masked: _Optional[bool] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SessionEnd(_message.Message):
    __slots__ = ("site_id", "session_id", "at", "reason")
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    site_id: str
    session_id: str
    at: _timestamp_pb2.Timestamp
    reason: str
    def __init__(self, site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ScreenshotEvent(_message.Message):
    __slots__ = ("screenshot", "session_end")
    SCREENSHOT_FIELD_NUMBER: _ClassVar[int]
    SESSION_END_FIELD_NUMBER: _ClassVar[int]
    screenshot: Screenshot
    session_end: SessionEnd
    def __init__(self, screenshot: _Optional[_Union[Screenshot, _Mapping]] = ..., session_end: _Optional[_Union[SessionEnd, _Mapping]] = ...) -> None: ...
