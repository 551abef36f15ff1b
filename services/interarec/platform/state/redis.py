"""The Redis adapter: each session's two keys share the tag {session_id}, and one Lua script decides each write.

Built by the gateway's app. Foreign errors become Unavailable here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any, cast

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from interarec.domain.errors import Gone, Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.platform.state.port import (
    ERASED_TTL_S,
    KEEP,
    SESSION_TTL_S,
    Announcement,
    Forgotten,
    History,
    Listener,
    Publication,
    Published,
    session_channel,
    site_channel,
)
from interarec.platform.state.redis_listener import RedisListener

__all__ = ["RedisState"]

ANSWER_LIMIT_S = 2.0


def _script(name: str) -> str:
    return files(__package__).joinpath("scripts", name).read_text()


def _keys(session_id: str) -> list[str]:
    tag = "{" + session_id + "}"
    return [f"interarec:session:{tag}", f"interarec:stream:{tag}"]


def _fill_key(mark: str) -> str:
    return f"interarec:filled:{mark}"


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """Bounds a call, and says Unavailable for whatever goes wrong in it.

    The library's own socket timeout is off: it rests on `asyncio.wait_for`, which before Python 3.12 can swallow a
    cancellation, so that a task told to end goes on for ever.
    """
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            yield
    except (RedisError, OSError) as error:
        raise Unavailable(f"redis does not answer: {error}") from error


class RedisState:
    """State on one Redis server, e.g. `redis://127.0.0.1:6379/0`."""

    def __init__(self, url: str) -> None:
        self._pool = _pool(url, max_connections=256, retries=1)
        self._ears = _pool(url, max_connections=16, retries=0)
        self._client = Redis(connection_pool=self._pool)
        self._publish = self._client.register_script(_script("publish.lua"))
        self._history = self._client.register_script(_script("history.lua"))
        self._erase = self._client.register_script(_script("erase.lua"))

    async def start(self) -> None:
        """Nothing: connections are made when they are needed, so a gateway starts and shows the rail without Redis."""

    async def stop(self) -> None:
        """See the port."""
        await self._client.aclose()
        await self._pool.aclose()
        await self._ears.aclose()

    async def check(self) -> None:
        """See the port."""
        async with _translated():
            await cast(Any, self._client.ping())

    async def publish(
        self, rec_json: bytes, *, site_id: str, session_id: str, based_on: BasedOn, announce: bool = True
    ) -> Published | None:
        """See the port."""
        offsets = (based_on.screenshot_offset, based_on.interaction_offset, based_on.revision)
        told = (int(announce), session_channel(session_id), site_channel(site_id))
        args = (secrets.token_hex(8), SESSION_TTL_S, KEEP, site_id, session_id, *offsets, rec_json, *told)
        async with _translated():
            answer = await cast(Any, self._publish(keys=_keys(session_id), args=args))
        if _accepted(answer):
            return Published(answer[1].decode(), int(answer[2]))
        return None

    async def history(self, session_id: str, *, limit: int = KEEP) -> History:
        """See the port."""
        args = (secrets.token_hex(8), SESSION_TTL_S, limit)
        async with _translated():
            answer = await cast(Any, self._history(keys=_keys(session_id), args=args))
        _accepted(answer)
        _, epoch, offset, site, entries = answer
        kept = tuple(_publication(*entry) for entry in reversed(entries))
        return History(epoch.decode(), int(offset), kept, site.decode() or None)

    async def erase(self, session_id: str) -> Forgotten:
        """See the port."""
        async with _translated():
            found = await cast(Any, self._erase(keys=_keys(session_id), args=(ERASED_TTL_S,)))
        return Forgotten(*map(int, found.split()))

    def listen(self, heard: Callable[[Announcement], None], resumed: Callable[[], None]) -> Listener:
        """See the port."""
        return RedisListener(self._ears.make_connection, heard, resumed)

    async def unfilled(self, marks: Sequence[str]) -> list[str]:
        """See the port."""
        if not marks:
            return []
        async with _translated():
            values = await self._client.mget([_fill_key(mark) for mark in marks])
        return [mark for mark, value in zip(marks, values, strict=True) if value != b"filled"]

    async def begin_fill(self, mark: str) -> None:
        """See the port."""
        async with _translated():
            await self._client.set(_fill_key(mark), "filling")

    async def end_fill(self, mark: str) -> bool:
        """See the port."""
        async with _translated():
            return bool(await self._client.set(_fill_key(mark), "filled", xx=True))


def _pool(url: str, *, max_connections: int, retries: int) -> ConnectionPool:
    """RESP2. One retry at once gets past connections that died while idle in the pool."""
    return ConnectionPool.from_url(
        url,
        protocol=2,
        max_connections=max_connections,
        socket_timeout=None,
        socket_connect_timeout=ANSWER_LIMIT_S,
        retry=Retry(NoBackoff(), retries, supported_errors=(RedisConnectionError,)),
    )


def _accepted(answer: Any) -> bool:
    """False when the script found it stale; raises Gone when it found the session erased."""
    if answer[0] == b"erased":
        raise Gone("the session was erased", code="erased")
    return bool(answer[0] == b"ok")


def _publication(entry_id: bytes, fields: list[bytes]) -> Publication:
    held = dict(zip(fields[::2], fields[1::2], strict=True))
    based_on = BasedOn(int(held[b"s"]), int(held[b"i"]), int(held[b"r"]))
    return Publication(int(entry_id.split(b"-")[0]), based_on, held[b"d"])
