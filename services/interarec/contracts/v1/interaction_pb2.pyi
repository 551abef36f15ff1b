import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from interarec.contracts.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Action(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ACTION_UNSPECIFIED: _ClassVar[Action]
    ACTION_VIEW: _ClassVar[Action]
    ACTION_CLICK: _ClassVar[Action]
    ACTION_ADD_TO_CART: _ClassVar[Action]
    ACTION_PURCHASE: _ClassVar[Action]
    ACTION_IMPRESSION: _ClassVar[Action]
    ACTION_DISMISS: _ClassVar[Action]
    ACTION_FILTER: _ClassVar[Action]
ACTION_UNSPECIFIED: Action
ACTION_VIEW: Action
ACTION_CLICK: Action
ACTION_ADD_TO_CART: Action
ACTION_PURCHASE: Action
ACTION_IMPRESSION: Action
ACTION_DISMISS: Action
ACTION_FILTER: Action

class Interaction(_message.Message):
    __slots__ = ("site_id", "session_id", "sequence", "action", "at", "item_id", "recommendation_id", "position", "quantity", "price", "attribute", "value")
    SITE_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATION_ID_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    site_id: str
    session_id: str
    sequence: int
    action: Action
    at: _timestamp_pb2.Timestamp
    item_id: str
    recommendation_id: str
    position: int
    quantity: int
    price: _money_pb2.Money
    attribute: str
    value: str
    def __init__(self, site_id: _Optional[str] = ..., session_id: _Optional[str] = ..., sequence: _Optional[int] = ..., action: _Optional[_Union[Action, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item_id: _Optional[str] = ..., recommendation_id: _Optional[str] = ..., position: _Optional[int] = ..., quantity: _Optional[int] = ..., price: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., attribute: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
