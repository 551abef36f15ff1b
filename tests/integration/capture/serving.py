"""Capture processes on real parts, each with connections of its own, behind real sockets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI
from interarec.capture.app import build_app
from interarec.contracts.envelope import open_record
from interarec.platform.blobs.s3 import S3Blobs
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.security import TokenSigner, TokenVerifier, Vault
from interarec.platform.settings import BlobSettings, BusSettings, Settings, StateSettings
from interarec.platform.state.redis import RedisState
from joserfc.jwk import OKPKey
from pydantic import SecretStr

from tests.servers import PARTITIONS, KafkaServer, RedisServer, S3Server, make_topics
from tests.servers.ports import free_port
from tests.unit.capture.world import MASTER

PRIVATE = OKPKey.generate_key("Ed25519")


class QuietServer(uvicorn.Server):
    """uvicorn inside the test's own loop; signals stay with the test run."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


@dataclass
class Serving:
    """One capture process."""

    url: str
    bus: KafkaBus
    blobs: S3Blobs
    vault: Vault
    control: ControlBoard
    state: RedisState

    async def said(self, topic: str, session_id: str) -> list[Any]:
        """What the log holds of a session, decoded, in order."""
        found = []
        for number in range((await self.bus.topics())[topic]):
            part = TopicPartition(topic, number)
            async for record in self.bus.read(part, 0, await self.bus.end_offset(part)):
                if record.key == session_id.encode():
                    found.append(open_record(topic, record.value))
        return found


def settings_for(kafka: KafkaServer, s3: S3Server, bucket: str, redis: RedisServer) -> Settings:
    secrets = {"access_key": SecretStr(s3.access_key), "secret_key": SecretStr(s3.secret_key)}
    return Settings(
        bus=BusSettings(servers=kafka.servers, partitions=PARTITIONS),
        blobs=BlobSettings(endpoint=s3.endpoint, bucket=bucket, **secrets),
        state=StateSettings(url=SecretStr(redis.url)),
    )


@contextlib.asynccontextmanager
async def serving(settings: Settings, *, limit_s: float = 10.0) -> AsyncIterator[Serving]:
    """A process that is ready, until the block ends."""
    bus, blobs = KafkaBus(settings.bus, limit_s=limit_s), S3Blobs(settings.blobs)
    await bus.start()
    await make_topics(bus)
    await blobs.start()
    state = RedisState(settings.state.url.get_secret_value())
    control, vault = ControlBoard(bus, utc_now), Vault(blobs, MASTER, utc_now)
    signer = TokenSigner(PRIVATE.as_pem(private=True))
    app = build_app(
        settings,
        bus=bus,
        blobs=blobs,
        vault=vault,
        control=control,
        state=state,
        signer=signer,
        verifier=TokenVerifier({signer.kid: signer.public_pem}),
        now=utc_now,
    )
    following = asyncio.create_task(control.run())
    await control.wait_ready()
    try:
        async with _listening(app) as url:
            yield Serving(url, bus, blobs, vault, control, state)
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        await state.stop()
        await blobs.stop()
        await bus.stop()


@contextlib.asynccontextmanager
async def _listening(app: FastAPI) -> AsyncIterator[str]:
    port = free_port()
    server = QuietServer(uvicorn.Config(app, port=port, log_config=None, access_log=False, ws="none"))
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(15):
        while not server.started:
            await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running
