"""Wires the gateway: the only module that knows all its parts. Called by the CLI and by tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from fastapi import FastAPI
from starlette.routing import WebSocketRoute
from starlette.types import Lifespan

from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Unavailable
from interarec.gateway.access import Access
from interarec.gateway.connections import Connections
from interarec.gateway.hub import Hub
from interarec.gateway.insights import InsightLog, Insights
from interarec.gateway.newest import Newest, Rails
from interarec.gateway.office_routes import Office, office_actions, office_views
from interarec.gateway.pages import open_to_all, page_routes
from interarec.gateway.sessions import SessionList
from interarec.gateway.shopper_routes import shopper_routes
from interarec.gateway.stream_routes import StreamEndpoint, event_routes
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http import HealthChecks, create_app
from interarec.platform.http.cross_origin import CrossOrigin
from interarec.platform.security.tokens import TokenVerifier
from interarec.platform.security.vault import Vault
from interarec.platform.settings import Settings
from interarec.platform.state.port import State

__all__ = ["build_app"]


def build_app(
    settings: Settings,
    *,
    bus: Bus,
    blobs: Blobs,
    vault: Vault,
    control: ControlBoard,
    verifier: TokenVerifier,
    state: State,
    now: Now,
    insights: Insights | None = None,
    checks: HealthChecks | None = None,
) -> FastAPI:
    """The gateway's application; `checks` are more health checks (the publisher's). `control` is run by the caller."""
    access = Access(settings, verifier, control, now)
    hub = Hub(state)
    rails = Rails(blobs, settings.sites)
    gateway = settings.gateway
    connections = Connections(most=gateway.max_connections, most_per_address=gateway.max_connections_per_address)
    own_checks = {"state": state.check, "listener": hub.check, "blobs": blobs.check, "bus": bus.check}
    views = insights or InsightLog(bus)
    parts = _Parts((rails, connections, views))
    own_checks |= {"parts": parts.check, "control": control.check}
    app = create_app("InteraRec gateway", {**own_checks, **(checks or {})})
    app.state.connections = connections
    app.router.lifespan_context = _lifespan(hub, parts)
    endpoint = StreamEndpoint(gateway, access, hub, connections, now)
    app.router.routes.append(WebSocketRoute("/v1/stream", endpoint))
    app.include_router(event_routes(gateway, access, hub, connections, now))
    app.include_router(shopper_routes(access, Newest(state, rails), vault))
    office = Office(access, SessionList(blobs, state, control))
    app.include_router(office_views(office, vault, views))
    app.include_router(office_actions(office, vault, control, now))
    app.include_router(page_routes(settings))
    app.add_middleware(
        CrossOrigin,
        origins=settings.origins,
        methods="GET, POST, OPTIONS",
        headers="authorization, content-type, last-event-id",
        open_to_all=open_to_all,
    )
    control.on_change(connections.on_control)
    control.on_change(lambda change: _forget(vault, change))
    return app


def _forget(vault: Vault, change: Control) -> None:
    if change.state is ControlState.ERASED:
        vault.forget(change.site_id, change.session_id)


class _Runs(Protocol):
    async def run(self) -> None: ...


class _Parts:
    """What runs beside the requests; one that ends takes the process out of service instead of being missed."""

    def __init__(self, parts: tuple[_Runs, ...]) -> None:
        self._parts = parts
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(part.run(), name=type(part).__name__) for part in self._parts]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)

    async def check(self) -> None:
        """Raise Unavailable when one has ended."""
        ended = [task.get_name() for task in self._tasks if task.done()]
        if ended:
            raise Unavailable(f"{', '.join(ended)} has ended; restart the gateway")


def _lifespan(hub: Hub, parts: _Parts) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        await hub.start()
        parts.start()
        try:
            yield
        finally:
            await parts.stop()
            await hub.stop()

    return running
