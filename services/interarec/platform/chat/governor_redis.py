"""The ledger on Redis: one Lua script holds all charges or none, another settles. Redis' clock is everybody's.

All counters share one hash tag, so the script may touch them together. Foreign errors become Unavailable here.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from interarec.domain.errors import Unavailable
from interarec.platform.chat.governor import Charge, Hold, spent_budget

__all__ = ["RedisLedger"]

_ROOT = "interarec:{governor}"


class RedisLedger:
    """Counters on one Redis, e.g. `redis://127.0.0.1:6379/0`. `root` keeps separate ledgers apart."""

    def __init__(self, url: str, *, root: str = _ROOT, answer_limit_s: float = 1.0) -> None:
        self._client: Redis = Redis.from_url(url, socket_timeout=answer_limit_s, socket_connect_timeout=answer_limit_s)
        self._root = root
        self._reserve = self._client.register_script(_script("reserve.lua"))
        self._settle = self._client.register_script(_script("settle.lua"))

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        """See Ledger."""
        reservation = secrets.token_hex(8)
        arguments: list[Any] = [reservation, int(ttl_s * 1_000)]
        for one in charges:
            arguments += [f"{one.bucket}:{one.unit}:{one.window_s}", one.window_s * 1_000, one.limit, one.amount]
        first, *counters = await self._run(self._reserve, [self._root], arguments)
        if first:
            raise spent_budget(charges[int(first) - 1], time.time())
        return Hold(reservation, tuple(counter.decode() for counter in counters), tuple(charges))

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        """See Ledger."""
        used = [-1 if tokens is None or charge.unit == "requests" else tokens for charge in hold.charges]
        await self._run(self._settle, list(hold.counters), [hold.reservation, *used])

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _run(self, script: Any, keys: list[str], arguments: list[Any]) -> Any:
        try:
            return await script(keys=keys, args=arguments)
        except (RedisError, OSError) as error:
            raise Unavailable(f"redis does not answer: {error}") from error


def _script(name: str) -> str:
    return files(__package__).joinpath("scripts", name).read_text()
