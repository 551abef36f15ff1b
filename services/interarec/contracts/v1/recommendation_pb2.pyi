import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from interarec.contracts.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Arm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ARM_UNSPECIFIED: _ClassVar[Arm]
    ARM_ASSORTMENT: _ClassVar[Arm]
    ARM_RERANK: _ClassVar[Arm]
    ARM_UNIFIED: _ClassVar[Arm]
    ARM_FALLBACK: _ClassVar[Arm]
ARM_UNSPECIFIED: Arm
ARM_ASSORTMENT: Arm
ARM_RERANK: Arm
ARM_UNIFIED: Arm
ARM_FALLBACK: Arm

class BasedOn(_message.Message):
    __slots__ = ("screenshot_offset", "interaction_offset", "revision")
    SCREENSHOT_OFFSET_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_OFFSET_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    screenshot_offset: int
    interaction_offset: int
    revision: int
    def __init__(self, screenshot_offset: _Optional[int] = ..., interaction_offset: _Optional[int] = ..., revision: _Optional[int] = ...) -> None: ...

class SlateItem(_message.Message):
    __slots__ = ("item_id", "position", "score", "choice_probability", "price", "reasons", "propensity")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    CHOICE_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    PROPENSITY_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    position: int
    score: float
    choice_probability: float
    price: _money_pb2.Money
    reasons: _containers.RepeatedScalarFieldContainer[str]
    propensity: float
    def __init__(self, item_id: _Optional[str] = ..., position: _Optional[int] = ..., score: _Optional[float] = ..., choice_probability: _Optional[float] = ..., price: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reasons: _Optional[_Iterable[str]] = ..., propensity: _Optional[float] = ...) -> None: ...

class Relaxation(_message.Message):
    __slots__ = ("constraint", "reason")
    CONSTRAINT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    constraint: str
    reason: str
    def __init__(self, constraint: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Recommendation(_message.Message):
    __slots__ = ("recommendation_id", "site_id", "session_id", "arm", "based_on", "slate", "wording", "made_at", "relaxed", "latency_ms", "catalogue_version", "model_version", "experiment", "randomised", "batch_id", "no_purchase_probability")
    class LatencyMsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    RECOMMENDATION_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    ARM_FIELD_NUMBER: _ClassVar[int]
    BASED_ON_FIELD_NUMBER: _ClassVar[int]
    SLATE_FIELD_NUMBER: _ClassVar[int]
    WORDING_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_FIELD_NUMBER: _ClassVar[int]
    RELAXED_FIELD_NUMBER: _ClassVar[int]
    LATENCY_MS_FIELD_NUMBER: _ClassVar[int]
    CATALOGUE_VERSION_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    RANDOMISED_FIELD_NUMBER: _ClassVar[int]
    BATCH_ID_FIELD_NUMBER: _ClassVar[int]
    NO_PURCHASE_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    recommendation_id: str
    site_id: str
    session_id: str
    arm: Arm
    based_on: BasedOn
    slate: _containers.RepeatedCompositeFieldContainer[SlateItem]
    wording: str
    made_at: _timestamp_pb2.Timestamp
    relaxed: _containers.RepeatedCompositeFieldContainer[Relaxation]
    latency_ms: _containers.ScalarMap[str, float]
    catalogue_version: str
    model_version: str
    experiment: str
    randomised: bool
    batch_id: str
    no_purchase_probability: float
    def __init__(self, recommendation_id: _Optional[str] = ..., site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., arm: _Optional[_Union[Arm, str]] = ..., based_on: _Optional[_Union[BasedOn, _Mapping]] = ..., slate: _Optional[_Iterable[_Union[SlateItem, _Mapping]]] = ..., wording: _Optional[str] = ..., made_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., relaxed: _Optional[_Iterable[_Union[Relaxation, _Mapping]]] = ..., latency_ms: _Optional[_Mapping[str, float]] = ..., catalogue_version: _Optional[str] = ..., model_version: _Optional[str] = ..., experiment: _Optional[str] = ..., randomised: _Optional[bool] = ..., batch_id: _Optional[str] = ..., no_purchase_probability: _Optional[float] = ...) -> None: ...
