import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from interarec.contracts.v1 import batch_pb2 as _batch_pb2
from interarec.contracts.v1 import summary_pb2 as _summary_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Origin(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ORIGIN_UNSPECIFIED: _ClassVar[Origin]
    ORIGIN_TOOL_CALL: _ClassVar[Origin]
    ORIGIN_CONTENT_JSON: _ClassVar[Origin]
    ORIGIN_JSON_SCHEMA: _ClassVar[Origin]
    ORIGIN_DETERMINISTIC: _ClassVar[Origin]

class CheckOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECK_OUTCOME_UNSPECIFIED: _ClassVar[CheckOutcome]
    CHECK_OUTCOME_ACCEPTED: _ClassVar[CheckOutcome]
    CHECK_OUTCOME_CLAMPED: _ClassVar[CheckOutcome]
    CHECK_OUTCOME_SWAPPED: _ClassVar[CheckOutcome]
    CHECK_OUTCOME_DROPPED: _ClassVar[CheckOutcome]
ORIGIN_UNSPECIFIED: Origin
ORIGIN_TOOL_CALL: Origin
ORIGIN_CONTENT_JSON: Origin
ORIGIN_JSON_SCHEMA: Origin
ORIGIN_DETERMINISTIC: Origin
CHECK_OUTCOME_UNSPECIFIED: CheckOutcome
CHECK_OUTCOME_ACCEPTED: CheckOutcome
CHECK_OUTCOME_CLAMPED: CheckOutcome
CHECK_OUTCOME_SWAPPED: CheckOutcome
CHECK_OUTCOME_DROPPED: CheckOutcome

class Check(_message.Message):
    __slots__ = ("constraint", "outcome", "reason", "value")
    CONSTRAINT_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    constraint: str
    outcome: CheckOutcome
    reason: str
    value: str
    def __init__(self, constraint: _Optional[str] = ..., outcome: _Optional[_Union[CheckOutcome, str]] = ..., reason: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class PriceConstraint(_message.Message):
    __slots__ = ("lowest", "highest", "currency", "confidence", "widened", "evidence")
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    WIDENED_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    lowest: str
    highest: str
    currency: str
    confidence: float
    widened: bool
    evidence: _containers.RepeatedCompositeFieldContainer[_summary_pb2.Evidence]
    def __init__(self, lowest: _Optional[str] = ..., highest: _Optional[str] = ..., currency: _Optional[str] = ..., confidence: _Optional[float] = ..., widened: _Optional[bool] = ..., evidence: _Optional[_Iterable[_Union[_summary_pb2.Evidence, _Mapping]]] = ...) -> None: ...

class AttributeConstraint(_message.Message):
    __slots__ = ("attribute", "values", "confidence", "set_by_shopper", "evidence")
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    SET_BY_SHOPPER_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    attribute: str
    values: _containers.RepeatedScalarFieldContainer[str]
    confidence: float
    set_by_shopper: bool
    evidence: _containers.RepeatedCompositeFieldContainer[_summary_pb2.Evidence]
    def __init__(self, attribute: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ..., confidence: _Optional[float] = ..., set_by_shopper: _Optional[bool] = ..., evidence: _Optional[_Iterable[_Union[_summary_pb2.Evidence, _Mapping]]] = ...) -> None: ...

class ConstraintSet(_message.Message):
    __slots__ = ("batch_id", "site_id", "session_id", "first_offset", "last_offset", "state", "origin", "made_at", "price", "attributes", "filters", "filter_price", "checks", "summary", "reason", "first_captured_at", "last_captured_at", "last_appended_at", "closed_at", "summarised_at", "model_ms")
    BATCH_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    LAST_OFFSET_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    FILTER_PRICE_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIRST_CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_APPENDED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    SUMMARISED_AT_FIELD_NUMBER: _ClassVar[int]
    MODEL_MS_FIELD_NUMBER: _ClassVar[int]
    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    state: _batch_pb2.BatchState
    origin: Origin
    made_at: _timestamp_pb2.Timestamp
    price: PriceConstraint
    attributes: _containers.RepeatedCompositeFieldContainer[AttributeConstraint]
    filters: _containers.RepeatedCompositeFieldContainer[AttributeConstraint]
    filter_price: PriceConstraint
    checks: _containers.RepeatedCompositeFieldContainer[Check]
    summary: _summary_pb2.BehaviourSummary
    reason: str
    first_captured_at: _timestamp_pb2.Timestamp
    last_captured_at: _timestamp_pb2.Timestamp
    last_appended_at: _timestamp_pb2.Timestamp
    closed_at: _timestamp_pb2.Timestamp
    summarised_at: _timestamp_pb2.Timestamp
    model_ms: float
    def __init__(self, batch_id: _Optional[str] = ..., site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., first_offset: _Optional[int] = ..., last_offset: _Optional[int] = ..., state: _Optional[_Union[_batch_pb2.BatchState, str]] = ..., origin: _Optional[_Union[Origin, str]] = ..., made_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., price: _Optional[_Union[PriceConstraint, _Mapping]] = ..., attributes: _Optional[_Iterable[_Union[AttributeConstraint, _Mapping]]] = ..., filters: _Optional[_Iterable[_Union[AttributeConstraint, _Mapping]]] = ..., filter_price: _Optional[_Union[PriceConstraint, _Mapping]] = ..., checks: _Optional[_Iterable[_Union[Check, _Mapping]]] = ..., summary: _Optional[_Union[_summary_pb2.BehaviourSummary, _Mapping]] = ..., reason: _Optional[str] = ..., first_captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_appended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., summarised_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., model_ms: _Optional[float] = ...) -> None: ...
