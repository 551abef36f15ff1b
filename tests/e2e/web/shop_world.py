"""Capture and gateway as they run, on loopback ports and memory ports, for a browser to talk to.

The loop runs in a thread of its own, since Playwright's synchronous driver owns the test's. What the reader and the
recommender would add (slates and their traces) is put in by the test.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from interarec.capture.app import build_app as build_capture
from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import INSIGHTS, INTERACTIONS, RECOMMENDATIONS
from interarec.contracts.views import recommendation_json
from interarec.domain.errors import InterarecError
from interarec.domain.identifiers import recommendation_id
from interarec.domain.insights import InsightWindow
from interarec.domain.interactions import Interaction
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation, SlateItem
from interarec.gateway.app import build_app as build_gateway
from interarec.gateway.publisher import Publisher
from interarec.gateway.server import GatewayServer
from interarec.platform.blobs.memory import MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.security.tokens import TokenSigner, TokenVerifier, new_claims
from interarec.platform.security.vault import Vault
from interarec.platform.settings import Settings
from interarec.platform.settings.schema import SiteSettings
from interarec.platform.state.memory import MemoryState, MemoryStore

__all__ = ["ShopWorld"]

T = TypeVar("T")
LIMIT_S = 20
SITES = {
    "demo": SiteSettings(keys={"pk_demo": "public"}),
    "demo_eu": SiteSettings(keys={"pk_demo_eu": "public"}),
}


class _Server(uvicorn.Server):
    """uvicorn in a thread: signals stay with the test run."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        self.listening.set()

    async def serve_here(self) -> None:
        await self._serve()


class ShopWorld:
    """Use as a context manager; every method may be called from the test's thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: list[asyncio.Task[None]] = []

    def __enter__(self) -> ShopWorld:
        self._thread.start()
        self.call(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LIMIT_S)
        self._loop.close()

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` on the servers' loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LIMIT_S)

    async def _start(self) -> None:
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.signer = TokenSigner(pem)
        self.verifier = TokenVerifier({self.signer.kid: self.signer.public_pem})
        self.blobs = MemoryBlobs()
        self.log = MemoryLog(utc_now)
        self.log.create(topic_specs(1, 1))
        self.bus = MemoryBus(self.log)
        self.vault = Vault(self.blobs, b"k" * 32, utc_now)
        self.control = ControlBoard(MemoryBus(self.log), utc_now)
        self.state = MemoryState(MemoryStore(utc_now))
        self._background(self.control.run())
        await self.control.wait_ready()
        self.publisher = Publisher(MemoryBus(self.log), self.state, self.control, utc_now)
        self._background(self.publisher.run())
        await self._start_capture()
        self.gateway_port = 0
        await self._start_gateway()

    def _background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.append(task)
        return task

    async def _start_capture(self) -> None:
        app = build_capture(
            Settings(sites=SITES),
            bus=self.bus,
            blobs=self.blobs,
            vault=self.vault,
            control=self.control,
            state=self.state,
            signer=self.signer,
            verifier=self.verifier,
            now=utc_now,
        )
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False)
        self._capture = _Server(config)
        self._capture_task = self._background(self._capture.serve_here())
        async with asyncio.timeout(LIMIT_S):
            await self._capture.listening.wait()
        self.capture_url = f"http://127.0.0.1:{self._capture.servers[0].sockets[0].getsockname()[1]}"

    async def _start_gateway(self) -> None:
        base = Settings(sites=SITES)
        gateway = base.gateway.model_copy(update={"port": self.gateway_port, "capture_url": self.capture_url})
        settings = base.model_copy(update={"gateway": gateway})
        app = build_gateway(
            settings,
            bus=self.bus,
            blobs=self.blobs,
            vault=self.vault,
            control=self.control,
            verifier=self.verifier,
            state=self.state,
            now=utc_now,
        )
        server = GatewayServer(app, gateway)
        self._gateway_task = self._background(server.run())
        async with asyncio.timeout(LIMIT_S):
            await server.wait_started()
        self.gateway_port = server.port
        self.url = f"http://127.0.0.1:{self.gateway_port}"

    async def _stop(self) -> None:
        self._capture.should_exit = True
        with suppress(asyncio.CancelledError):
            await self._capture_task
        for task in reversed(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.state.stop()

    def stop_gateway(self) -> None:
        """As a SIGTERM does."""

        async def stop() -> None:
            self._gateway_task.cancel()
            with suppress(asyncio.CancelledError):
                await self._gateway_task

        self.call(stop())

    def start_gateway(self) -> None:
        """On the port it had before."""
        self.call(self._start_gateway())

    def office_token(self) -> str:
        """A back-office token of the demo shop."""
        return self.signer.sign(new_claims(site="demo", sid=None, scope="office", now=utc_now(), ttl_s=600))

    def recommend(self, session_id: str, item_ids: Iterable[str], *, screenshot: int, site_id: str = "demo") -> str:
        """Publish a slate as the recommender does; its id."""
        slate = tuple(
            SlateItem(item_id, at, 1.0, 0.1, Money(Decimal("18.00"), "GBP"), ("green", "£18 to £144 on your screens"))
            for at, item_id in enumerate(item_ids)
        )
        value = Recommendation(
            recommendation_id=recommendation_id(session_id, screenshot, 0),
            site_id=site_id,
            session_id=session_id,
            arm=Arm.ASSORTMENT,
            based_on=BasedOn(screenshot, 0),
            slate=slate,
            wording="Green dresses from £18 to £144, like the ones on your screens.",
            made_at=datetime.now(UTC),
            latency_ms={"summarizer": 1200.0, "recommender": 8.0},
        )
        self.call(self.bus.send(wire(RECOMMENDATIONS, value, at=utc_now(), source="test")))
        self.newest = value
        return value.recommendation_id

    def keep_trace(self, session_id: str, trace: dict[str, Any]) -> None:
        """Store the evidence chain of the newest slate."""
        whole = {"recommendation": recommendation_json(self.newest), **trace}
        key = f"traces/demo/{session_id}/{self.newest.recommendation_id}"
        self.call(self.vault.put("demo", session_id, key, json.dumps(whole).encode()))

    def images(self, session_id: str) -> dict[int, bytes]:
        """Every stored picture of a session, by sequence; empty when nothing can be read."""

        async def read() -> dict[int, bytes]:
            prefix = f"images/demo/{session_id}/"
            keys = sorted(await self.blobs.keys(prefix), key=lambda key: int(key.removeprefix(prefix)))
            return {int(key.removeprefix(prefix)): await self.vault.get("demo", session_id, key) for key in keys}

        try:
            return self.call(read())
        except InterarecError:
            return {}

    def rating(self, session_id: str, recommendation: str) -> dict[str, Any]:
        """The stored rating of a recommendation."""
        key = f"ratings/demo/{session_id}/{recommendation}"
        stored: dict[str, Any] = json.loads(self.call(self.vault.get("demo", session_id, key)))
        return stored

    def tell_insights(self, *windows: InsightWindow) -> None:
        """Publish windows as the insights service does."""
        for window in windows:
            self.call(self.bus.send(wire(INSIGHTS, window, at=utc_now(), source="test")))

    def interactions(self) -> list[Interaction]:
        """Everything on the interactions topic, in log order."""
        records = self.log.records(TopicPartition(INTERACTIONS.name, 0))
        values = [open_record(INTERACTIONS.name, record.value) for record in records]
        return [value for value in values if isinstance(value, Interaction)]
