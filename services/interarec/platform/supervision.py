"""Running the parts of a process together: all or none, and a bounded end.

Called by the CLI; each service's `app.py` gives its parts.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI

from interarec.domain.errors import ConfigurationError, Unavailable
from interarec.platform.http.guard import guarded, proxy_options
from interarec.platform.settings.schema import HttpSettings
from interarec.platform.telemetry import get_logger

__all__ = ["Check", "HttpServer", "Part", "Service", "supervise"]

Check = Callable[[], Awaitable[None]]
Part = Callable[[], Coroutine[Any, Any, None]]

END_LIMIT_S = 15.0


@dataclass(frozen=True, slots=True)
class Service:
    """Parts that run until cancelled, by name, and the checks that say whether they are well.

    `listening` returns the port once the service accepts connections; None where it has no HTTP of its own.
    """

    name: str
    parts: Mapping[str, Part]
    checks: Mapping[str, Check] = field(default_factory=dict)
    listening: Callable[[], Coroutine[Any, Any, int]] | None = None


async def supervise(services: list[Service], stop: asyncio.Event) -> None:
    """Run every part until `stop` is set; one part's end, well or not, is the end of all. Raises what it raised.

    Parts end in the reverse order of their start, each group within END_LIMIT_S.
    """
    log = get_logger("supervision")
    tasks = {
        f"{service.name}.{name}": asyncio.create_task(part(), name=f"{service.name}.{name}")
        for service in services
        for name, part in service.parts.items()
    }
    waiting = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([waiting, *tasks.values()], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    ended = [task for task in done if task is not waiting]
    for task in ended:
        reason = "cancelled from within" if task.cancelled() else repr(task.exception())
        log.error("part ended", part=task.get_name(), reason=reason)
    for task in reversed(tasks.values()):
        task.cancel()
    _, stuck = await asyncio.wait(tasks.values(), timeout=END_LIMIT_S)
    for task in stuck:
        log.error("part did not end in time", part=task.get_name())
    for task in ended:
        if task.cancelled():
            raise Unavailable(f"{task.get_name()} was cancelled from within")
        task.result()


class HttpServer:
    """uvicorn as a part: no signal handlers of its own, a bounded end."""

    def __init__(self, app: FastAPI, *, host: str, port: int, doors: HttpSettings | None = None) -> None:
        limits = doors or HttpSettings()
        config = uvicorn.Config(
            app, host=host, port=port, lifespan="on", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=5, http=guarded(limits), **proxy_options(limits),
        )  # fmt: skip
        self._server = _Server(config)

    async def listening(self) -> int:
        """The port, the real one when 0 was asked for, once it accepts connections."""
        await self._server.listening.wait()
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    async def run(self) -> None:
        """Serve until cancelled. Signals are the caller's business."""
        serving = asyncio.create_task(self._serve())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._server.should_exit = True
            await serving
            raise

    async def _serve(self) -> None:
        """uvicorn leaves by SystemExit when the port is taken, which would leave past everybody."""
        try:
            await self._server._serve()
        except SystemExit as error:
            raise ConfigurationError(f"cannot listen on port {self._server.config.port}: is it in use?") from error


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        self.listening.set()
