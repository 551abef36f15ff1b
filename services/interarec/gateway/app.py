"""Wires the gateway: the only module that knows all its parts. Called by the CLI and by tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import WebSocketRoute
from starlette.types import Lifespan

from interarec.domain.control import Control, ControlState
from interarec.gateway.access import Access
from interarec.gateway.connections import Connections
from interarec.gateway.hub import Hub
from interarec.gateway.insights import InsightLog, Insights
from interarec.gateway.newest import Newest, Rails
from interarec.gateway.office_routes import Office, office_actions, office_views
from interarec.gateway.origins import OriginGuard
from interarec.gateway.pages import open_to_all, page_routes
from interarec.gateway.sessions import SessionList
from interarec.gateway.shopper_routes import shopper_routes
from interarec.gateway.stream_routes import StreamEndpoint, event_routes
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http import HealthChecks, create_app
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
    app = create_app("InteraRec gateway", {**own_checks, "control": control.check, **(checks or {})})
    app.state.connections = connections
    views = insights or InsightLog(bus)
    app.router.lifespan_context = _lifespan(hub, rails, connections, views)
    endpoint = StreamEndpoint(gateway, access, hub, connections, now)
    app.router.routes.append(WebSocketRoute("/v1/stream", endpoint))
    app.include_router(event_routes(gateway, access, hub, connections, now))
    app.include_router(shopper_routes(access, Newest(state, rails), vault))
    office = Office(access, SessionList(blobs, state, control))
    app.include_router(office_views(office, vault, views))
    app.include_router(office_actions(office, vault, control, now))
    app.include_router(page_routes(settings))
    app.add_middleware(OriginGuard, known=access.origin_known, open_to_all=open_to_all)
    control.on_change(connections.on_control)
    control.on_change(lambda change: _forget(vault, change))
    return app


def _forget(vault: Vault, change: Control) -> None:
    if change.state is ControlState.ERASED:
        vault.forget(change.site_id, change.session_id)


def _lifespan(hub: Hub, rails: Rails, connections: Connections, views: Insights) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        await hub.start()
        tasks = [asyncio.create_task(part.run()) for part in (rails, connections, views)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await hub.stop()

    return running
