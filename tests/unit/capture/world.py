"""One or more capture processes on twins, and pictures made for the tests."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from fastapi import FastAPI
from interarec.capture.app import build_app
from interarec.contracts.envelope import open_record
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import TopicPartition
from interarec.platform.control import ControlBoard
from interarec.platform.security import TokenSigner, TokenVerifier, Vault, new_claims
from interarec.platform.settings import Settings, SiteSettings
from interarec.platform.state.memory import MemoryState, MemoryStore
from joserfc.jwk import OKPKey
from PIL import Image

MASTER = bytes(range(32))
ORIGIN = "http://localhost:5173"
PRIVATE = OKPKey.generate_key("Ed25519")
SITES = {
    "demo": SiteSettings(keys={"pk_demo": "public", "sk_demo": "secret"}),
    "rival": SiteSettings(keys={"pk_rival": "public"}, origins=("https://rival.example",)),
}


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), seed: int = 0, **options: Any) -> bytes:
    image = Image.new("RGB", size, (seed % 256, 120, 60))
    image.paste((255, 255, 255), (1, 1, 1 + seed % 30 + 1, 9))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


class Time:
    """Moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Shared:
    """What several capture processes share: log, store, keys, time."""

    log: MemoryLog
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    time: Time = field(default_factory=Time)
    state: MemoryStore = field(init=False)
    signer: TokenSigner = field(default_factory=lambda: TokenSigner(PRIVATE.as_pem(private=True)))
    settings: Settings = field(default_factory=lambda: Settings(sites=SITES))

    def __post_init__(self) -> None:
        self.state = MemoryStore(self.time)

    @property
    def verifier(self) -> TokenVerifier:
        return TokenVerifier({self.signer.kid: self.signer.public_pem})

    def said(self, topic: str) -> list[Any]:
        """Every message on a topic of one partition, decoded."""
        return [open_record(topic, record.value) for record in self.log.records(TopicPartition(topic, 0))]

    def office_token(self, site: str = "demo") -> str:
        return self.signer.sign(new_claims(site=site, sid=None, scope="office", now=self.time(), ttl_s=600))


class Process:
    """One capture process and a client for it."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.bus = MemoryBus(shared.log)
        self.control = ControlBoard(self.bus, shared.time)
        self.vault = Vault(shared.blobs, MASTER, shared.time)
        self.app: FastAPI = build_app(
            shared.settings,
            bus=self.bus,
            blobs=shared.blobs,
            vault=self.vault,
            control=self.control,
            state=MemoryState(shared.state),
            signer=shared.signer,
            verifier=shared.verifier,
            now=shared.time,
        )
        self.http = httpx2.AsyncClient(transport=httpx2.ASGITransport(self.app), base_url="http://capture")

    async def open(self, **body: Any) -> dict[str, Any]:
        """An open session with its `auth` headers."""
        answer = await self.http.post("/v1/sessions", json={"site_key": "pk_demo", "consent": True} | body)
        assert answer.status_code == 201, answer.text
        session: dict[str, Any] = answer.json()
        session["auth"] = {"Authorization": f"Bearer {session['token']}"}
        session["path"] = f"/v1/sessions/{session['session_id']}"
        return session

    async def put(self, session: dict[str, Any], sequence: int, data: bytes, **headers: str) -> httpx2.Response:
        """PUT one screenshot."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.put(
            f"{session['path']}/screenshots/{sequence}",
            content=data,
            headers={"Content-Type": "image/png"} | session["auth"] | named,
        )


def problem(answer: Any, status: int, code: str) -> None:
    """The answer is the problem `code` in the common form."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"urn:interarec:{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


def new_world() -> Shared:
    """Empty log with one partition a topic, empty store, noon."""
    time = Time()
    log = MemoryLog(time)
    log.create(topic_specs(1, 1))
    return Shared(log, time=time)
