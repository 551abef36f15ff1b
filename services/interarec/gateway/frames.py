"""The JSON frames of the subprotocol `interarec.v1`: commands in, answers and pushes out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from interarec.domain.errors import InterarecError, InvalidInput
from interarec.gateway.feed import StreamPosition

__all__ = [
    "LONGEST_CHANNEL",
    "SUBPROTOCOL",
    "BadFrame",
    "CloseCode",
    "Command",
    "answer",
    "error",
    "number_of",
    "push",
    "read_command",
    "recover_of",
    "subscribed",
    "text_of",
]

SUBPROTOCOL = "interarec.v1"
COMMANDS = ("connect", "subscribe", "refresh", "unsubscribe", "ping")
LONGEST_CHANNEL = 200
LARGEST_ID = 2**53 - 1
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
ERROR_NUMBERS = {
    "bad_request": 400,
    "invalid": 400,
    "token_invalid": 401,
    "token_expired": 401,
    "forbidden": 403,
    "not_subscribed": 404,
    "already_subscribed": 409,
    "erased": 410,
    "limit": 429,
    "unavailable": 503,
}


class CloseCode(IntEnum):
    """4000 to 4499: come back after a pause. 4500 to 4999: coming back is of no use."""

    DRAIN = 4001
    EXPIRED = 4003
    SLOW = 4008
    GAP = 4010
    TOKEN = 4500
    ORIGIN = 4501
    FORBIDDEN = 4503
    LIMIT = 4504


@dataclass(frozen=True, slots=True)
class Command:
    """What a client asks for; `id` is None only in its answers to our pings."""

    id: int | None
    name: str
    body: dict[str, Any]


class BadFrame(InvalidInput):
    """A frame that is no command; `command_id` is its id where one could be read."""

    code = "bad_request"

    def __init__(self, message: str, command_id: int | None = None) -> None:
        super().__init__(message, field="frame")
        self.command_id = command_id


def read_command(text: str) -> Command:
    """Raises BadFrame when `text` is not exactly one command."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFrame("the frame is not JSON") from error
    if not isinstance(frame, dict):
        raise BadFrame("the frame is not a JSON object")
    number = frame.get("id")
    if not _is_id(number) and not (number is None and "ping" in frame):
        raise BadFrame("id is a whole number from 0")
    names = [name for name in COMMANDS if name in frame]
    if len(names) != 1 or set(frame) - {"id", names[0]}:
        raise BadFrame(f"a frame holds an id and one of {', '.join(COMMANDS)}", number)
    if not isinstance(frame[names[0]], dict):
        raise BadFrame(f"{names[0]} is not a JSON object", number)
    return Command(number, names[0], frame[names[0]])


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_ID


def text_of(command: Command, field: str, *, longest: int) -> str:
    """A text field of a command, which UTF-8 can write: it is told again in answers. Raises InvalidInput."""
    value = command.body.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= longest or _LONE_SURROGATE.search(value):
        raise InvalidInput(f"{command.name}.{field} is a text of 1 to {longest} characters", code="bad_request")
    return value


def recover_of(command: Command) -> StreamPosition | None:
    """The position a subscriber says it has reached. Raises InvalidInput."""
    recover = command.body.get("recover")
    if recover is None:
        return None
    epoch, offset = (recover.get("epoch"), recover.get("offset")) if isinstance(recover, dict) else (None, None)
    if not isinstance(epoch, str) or _LONE_SURROGATE.search(epoch) or not _is_id(offset):
        raise InvalidInput("subscribe.recover is an epoch and an offset from 0", code="bad_request")
    assert isinstance(offset, int)
    return StreamPosition(epoch, offset)


def json_text(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def answer(command: Command, body: dict[str, Any]) -> str:
    """The answer to a command."""
    return json_text({"id": command.id, command.name: body})


def number_of(problem: InterarecError) -> int:
    """The number of an error after which the connection goes on: the HTTP status that means the same."""
    return ERROR_NUMBERS.get(problem.code, 500)


def error(command_id: int | None, number: int, message: str) -> str:
    """What went wrong with a command (None: with a frame that could not be read).

    `number` is the close code when the connection is closed for it, else as `number_of`.
    """
    body = {"error": {"code": number, "message": message}}
    return json_text({"id": command_id, **body} if command_id is not None else body)


@lru_cache(maxsize=20_000)
def _push_head(channel: str, epoch: str) -> str:
    return f'{{"push":{{"channel":{json.dumps(channel)},"epoch":{json.dumps(epoch)},"offset":'


def push(channel: str, epoch: str, offset: int, data: bytes) -> str:
    """A publication; `data` is JSON already."""
    return f'{_push_head(channel, epoch)}{offset},"data":{data.decode()}}}}}'


def subscribed(
    command: Command, channel: str, at: StreamPosition, recovered: bool, given: list[tuple[int, bytes]]
) -> str:
    """The answer to `subscribe`; `given` are the offsets and JSON texts of its publications."""
    body = {"channel": channel, "epoch": at.epoch, "offset": at.offset, "recovered": recovered}
    publications = ",".join(f'{{"offset":{offset},"data":{data.decode()}}}' for offset, data in given)
    return f'{{"id":{command.id},"subscribe":{json_text(body)[:-1]},"publications":[{publications}]}}}}'
