"""Between domain values and protobuf messages of the same field names.

The conversion of each dataclass is worked out once from its type hints and kept. Called by `contracts.envelope`;
nothing else sees a generated class.

Rules: Decimal as text, datetime as Timestamp, StrEnum `summarised` of BatchState as BATCH_STATE_SUMMARISED, an absent
optional field as None, Box as four numbers or none.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from google.protobuf.message import DecodeError, Message
from google.protobuf.timestamp_pb2 import Timestamp

from interarec.contracts.registry import MESSAGES
from interarec.domain.errors import RejectMessage

__all__ = ["decode", "encode", "from_message", "to_message"]

T = TypeVar("T")
SCALARS = (str, int, float, bool, bytes)


def encode(value: object) -> bytes:
    """Wire bytes of a domain value; equal values give equal bytes."""
    return to_message(value).SerializeToString(deterministic=True)


def decode(kind: type[T], data: bytes) -> T:
    """The domain value of `kind` in `data`. Raises RejectMessage when it is not one."""
    message = MESSAGES[kind]()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise RejectMessage(f"not a {kind.__name__}: {error}", code="undecodable") from error
    return from_message(kind, message)


def to_message(value: object) -> Message:
    """The protobuf message of a domain value."""
    message = MESSAGES[type(value)]()
    for one in _plan_of(type(value)):
        item = getattr(value, one.name)
        if item is not None:
            one.write(message, item)
    return message


def from_message(kind: type[T], message: Message) -> T:
    """The domain value of `kind` in `message`. Raises RejectMessage when a field has no meaning."""
    try:
        return kind(**{one.name: one.read(message) for one in _plan_of(kind)})
    except (ValueError, InvalidOperation, OverflowError) as error:
        raise RejectMessage(f"{kind.__name__}: {error}", code="undecodable") from error


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    write: Callable[[Any, Any], None]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Conversion:
    """How one value goes out and comes in, in a repeated field or as a scalar."""

    out: Callable[[Any], Any]
    back: Callable[[Any], Any]


def _plan_of(kind: Any) -> tuple[_Field, ...]:
    return _plan(kind)


@cache
def _plan(kind: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name]) for field in fields(kind))


def _field(name: str, hint: Any) -> _Field:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        inner = next(argument for argument in arguments if argument is not type(None))
        return _box_field(name) if typing.get_origin(inner) is tuple else _optional(name, _field(name, inner))
    if origin is tuple:
        return _scalars(name) if arguments[0] in SCALARS else _repeated(name, _conversion(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _Field(name, lambda message, item: getattr(message, name).update(item), lambda m: dict(getattr(m, name)))
    if hint in SCALARS:
        return _Field(name, lambda message, item: setattr(message, name, item), attrgetter(name))
    conversion = _conversion(hint)
    if _is_message(hint):
        return _submessage(name, hint, conversion)
    return _Field(
        name,
        lambda message, item: setattr(message, name, conversion.out(item)),
        lambda message: conversion.back(getattr(message, name)),
    )


def _is_message(hint: Any) -> bool:
    return hint is datetime or hint in MESSAGES


def _optional(name: str, inner: _Field) -> _Field:
    return _Field(name, inner.write, lambda message: inner.read(message) if message.HasField(name) else None)


def _box_field(name: str) -> _Field:
    return _Field(
        name,
        lambda message, item: getattr(message, name).extend(item),
        lambda message: tuple(getattr(message, name)) or None,
    )


def _scalars(name: str) -> _Field:
    return _Field(
        name, lambda message, items: getattr(message, name).extend(items), lambda message: tuple(getattr(message, name))
    )


def _repeated(name: str, conversion: _Conversion) -> _Field:
    return _Field(
        name,
        lambda message, items: getattr(message, name).extend([conversion.out(item) for item in items]),
        lambda message: tuple(conversion.back(item) for item in getattr(message, name)),
    )


def _submessage(name: str, hint: Any, conversion: _Conversion) -> _Field:
    def read(message: Any) -> Any:
        if not message.HasField(name):
            raise ValueError(f"field {name} is missing")
        return conversion.back(getattr(message, name))

    return _Field(name, lambda message, item: getattr(message, name).CopyFrom(conversion.out(item)), read)


def _conversion(hint: Any) -> _Conversion:
    if hint is Decimal:
        return _Conversion(str, Decimal)
    if hint is datetime:
        return _Conversion(_timestamp, lambda item: item.ToDatetime(tzinfo=UTC))
    if issubclass(hint, StrEnum):
        return _enumeration(hint)
    return _Conversion(to_message, lambda item: from_message(hint, item))


def _timestamp(at: datetime) -> Timestamp:
    stamp = Timestamp()
    stamp.FromDatetime(at)
    return stamp


def _enumeration(kind: type[StrEnum]) -> _Conversion:
    """Numbers of the proto enum, by its own names; the zero (unspecified) and unknown numbers are refused."""
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).upper()
    by_name = _enum_values(kind.__name__)
    numbers = {member: by_name[f"{prefix}_{member.value.upper()}"] for member in kind}
    members = {number: member for member, number in numbers.items()}

    def back(number: int) -> StrEnum:
        if number not in members:
            raise ValueError(f"{kind.__name__} has no value {number}")
        return members[number]

    return _Conversion(numbers.__getitem__, back)


def _enum_values(name: str) -> dict[str, int]:
    for message in MESSAGES.values():
        described = message.DESCRIPTOR.file.enum_types_by_name.get(name)
        if described is not None:
            return {value.name: value.number for value in described.values}
    raise KeyError(f"no proto enum {name}")
