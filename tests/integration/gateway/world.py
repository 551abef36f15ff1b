"""A small world around real gateways: the log and the objects in memory, the state in memory or in a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from fastapi import FastAPI
from interarec.contracts.envelope import wire
from interarec.contracts.topics import RECOMMENDATIONS
from interarec.domain.control import ControlState
from interarec.domain.identifiers import recommendation_id
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation, SlateItem
from interarec.gateway.app import build_app
from interarec.gateway.client import StreamClient
from interarec.gateway.publisher import Publisher
from interarec.gateway.server import GatewayServer
from interarec.platform.blobs.memory import MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.security.tokens import Scope, TokenSigner, TokenVerifier, new_claims
from interarec.platform.security.vault import Vault
from interarec.platform.settings import Settings
from interarec.platform.state.port import State

__all__ = ["Running", "World", "recommendation", "until"]


async def until(condition: Callable[[], bool] | Callable[[], Awaitable[bool]], limit_s: float = 20) -> None:
    """Wait for what must become true."""
    async with asyncio.timeout(limit_s):
        while True:
            outcome = condition()
            if await outcome if isinstance(outcome, Awaitable) else outcome:
                return
            await asyncio.sleep(0.02)


def recommendation(session_id: str, screenshot: int, interaction: int, revision: int = 0) -> Recommendation:
    """A slate of one dress whose position in the log is all that matters here."""
    return Recommendation(
        recommendation_id=recommendation_id(session_id, screenshot, interaction),
        site_id="demo",
        session_id=session_id,
        arm=Arm.ASSORTMENT,
        based_on=BasedOn(screenshot, interaction, revision),
        slate=(SlateItem("dress-1", 0, 1.5, 0.25, Money(Decimal("18.00"), "GBP"), ("in your price range",)),),
        wording=f"after {screenshot} and {interaction}",
        made_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


def new_signer() -> TokenSigner:
    """A signer with a fresh key."""
    return TokenSigner(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@dataclass
class Running:
    """One gateway process."""

    app: FastAPI
    server: GatewayServer
    task: asyncio.Task[None]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def stop(self) -> None:
        """As a SIGTERM does."""
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


class World:
    """What all gateways of a test share."""

    def __init__(self, make_state: Callable[[], State]) -> None:
        self.make_state = make_state
        self.settings = Settings()
        self.blobs = MemoryBlobs()
        self.log = MemoryLog(utc_now)
        self.log.create(topic_specs(2, 1))
        self.signer = new_signer()
        self.vault = Vault(self.blobs, b"k" * 32, utc_now)
        self.control = ControlBoard(MemoryBus(self.log), utc_now)
        self.state = make_state()
        self.publisher = Publisher(MemoryBus(self.log), self.state, self.control, utc_now)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> World:
        await self.background(self.control.run())
        await self.control.wait_ready()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
        await self.state.stop()

    async def background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` until the world ends."""
        task = asyncio.create_task(work)

        async def stop() -> None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

        self._stack.push_async_callback(stop)
        return task

    async def gateway(self, **changes: Any) -> Running:
        """A gateway with a state connection of its own; `changes` are gateway settings."""
        gateway = self.settings.gateway.model_copy(update={"port": 0, **changes})
        settings = self.settings.model_copy(update={"gateway": gateway})
        state = self.make_state()
        self._stack.push_async_callback(state.stop)
        app = build_app(
            settings,
            bus=MemoryBus(self.log),
            blobs=self.blobs,
            vault=self.vault,
            control=self.control,
            verifier=TokenVerifier({self.signer.kid: self.signer.public_pem}),
            state=state,
            now=utc_now,
            checks=self.publisher.checks,
        )
        server = GatewayServer(app, gateway)
        running = Running(app, server, asyncio.create_task(server.run()))
        started = asyncio.create_task(server.wait_started())
        await asyncio.wait([started, running.task], timeout=20, return_when=asyncio.FIRST_COMPLETED)
        if not started.done():
            started.cancel()
            running.task.result()
        self._stack.push_async_callback(running.stop)
        return running

    def token(
        self, session_id: str | None, *, scope: Scope = "shopper", ttl_s: int = 600, site: str = "demo", age_s: int = 0
    ) -> str:
        """A token issued `age_s` seconds ago."""
        issued = datetime.fromtimestamp(utc_now().timestamp() - age_s, UTC)
        claims = new_claims(site=site, sid=session_id, scope=scope, now=issued, ttl_s=ttl_s)
        return self.signer.sign(claims)

    def office(self) -> str:
        """A back-office token."""
        return self.token(None, scope="office")

    async def recommend(self, session_id: str, screenshot: int, interaction: int, revision: int = 0) -> None:
        """As the recommender does."""
        value = recommendation(session_id, screenshot, interaction, revision)
        await MemoryBus(self.log).send(wire(RECOMMENDATIONS, value, at=utc_now(), source="test"))

    async def erase(self, session_id: str) -> None:
        """As capture does."""
        await self.control.set("demo", session_id, ControlState.ERASED, by="test")

    async def newest_offset(self, session_id: str) -> int:
        """How far the session's channel got."""
        return (await self.state.history(session_id)).offset

    @asynccontextmanager
    async def client(self, gateway: Running, session_id: str) -> AsyncIterator[StreamClient]:
        """A connected client with the session's token."""
        async with StreamClient(gateway.url, self.token(session_id)) as client:
            yield client

    def http(self, gateway: Running, token: str | None = None) -> httpx2.AsyncClient:
        """An HTTP client of one gateway."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx2.AsyncClient(base_url=gateway.url, headers=headers, trust_env=False, timeout=20)
