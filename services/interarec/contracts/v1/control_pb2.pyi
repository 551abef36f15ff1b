import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ControlState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTROL_STATE_UNSPECIFIED: _ClassVar[ControlState]
    CONTROL_STATE_ACTIVE: _ClassVar[ControlState]
    CONTROL_STATE_PAUSED: _ClassVar[ControlState]
    CONTROL_STATE_ERASED: _ClassVar[ControlState]
CONTROL_STATE_UNSPECIFIED: ControlState
CONTROL_STATE_ACTIVE: ControlState
CONTROL_STATE_PAUSED: ControlState
CONTROL_STATE_ERASED: ControlState

class Control(_message.Message):
    __slots__ = ("site_id", "session_id", "state", "at", "by")
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    site_id: str
    session_id: str
    state: ControlState
    at: _timestamp_pb2.Timestamp
    by: str
    def __init__(self, site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., state: _Optional[_Union[ControlState, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by: _Optional[str] = ...) -> None: ...
