"""A shopper of our own who walks the whole way every few seconds, as a client of capture and gateway would.

It has a reserved shop with two items. Nothing of it is counted in the live views, no model is asked for it, no budget
pays for it, and no other shop's back office sees it. Run beside the gateway by `interarec serve`, when
`canary.enabled` says so. What it walks: HTTP, object store, log, batcher, summarizer, constraints, solver, publisher,
state, WebSocket; not a model's reading.
"""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from decimal import Decimal

from prometheus_client import Counter, Gauge, Histogram

from interarec.capture.client import CaptureClient
from interarec.capture.client.retries import RetryRule
from interarec.domain.catalogue import Catalogue, ChoiceModel, Item
from interarec.domain.errors import Degraded, InterarecError, Unavailable
from interarec.domain.identifiers import CANARY_SITE, session_hash
from interarec.domain.money import Money
from interarec.gateway.client import StreamClient
from interarec.platform.artifacts import encode_catalogue, encode_choice_model, publish
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.security import Vault
from interarec.platform.settings.schema import CanarySettings, Settings, SiteSettings
from interarec.platform.telemetry import get_logger

__all__ = ["Canary", "with_canary_key"]

ROUNDS = Counter("interarec_canary_rounds", "rounds of the canary", ["result"])
SECONDS = Histogram("interarec_canary_seconds", "from the end of its session to its slate")
AGE = Gauge("interarec_canary_age_seconds", "seconds since a canary arrived, or since it began to fly")
ONE_TRY = RetryRule(attempts=1)
KEPT = ("keys", "images", "traces", "sessions")


def with_canary_key(settings: Settings, vault: Vault) -> Settings:
    """The settings with the canary's key, which capture and gateway both derive from the master key."""
    if CANARY_SITE not in settings.sites:
        return settings
    site = SiteSettings(keys={_site_key(vault): "secret"}, origins=())
    return settings.model_copy(update={"sites": {**settings.sites, CANARY_SITE: site}})


def _site_key(vault: Vault) -> str:
    return "sk_" + vault.pseudonym(CANARY_SITE, "site key")


class Canary:
    """Flies until cancelled. `gateway_url` returns the address of this process's own gateway once it listens."""

    def __init__(
        self,
        settings: CanarySettings,
        capture_url: str,
        gateway_url: Callable[[], Awaitable[str]],
        blobs: Blobs,
        vault: Vault,
        now: Now,
    ) -> None:
        self._settings = settings
        self._capture_url = capture_url
        self._gateway_url = gateway_url
        self._blobs = blobs
        self._vault = vault
        self._now = now
        self._arrived_at: float | None = None
        self._trouble = "it has not arrived yet"
        self._log = get_logger("canary")

    async def run(self) -> None:
        """One round after the other, at the interval."""
        loop = asyncio.get_running_loop()
        began_at = loop.time()
        AGE.set_function(lambda: loop.time() - (self._arrived_at or began_at))
        gateway_url = await self._gateway_url()
        while True:
            started = loop.time()
            try:
                async with asyncio.timeout(self._settings.limit_s):
                    await self._publish_shop()
                    await self._fly(gateway_url)
            except (InterarecError, TimeoutError, OSError) as error:
                ROUNDS.labels("lost").inc()
                self._trouble = str(error) or f"it was under way for {self._settings.limit_s:g} s"
                self._log.warning("canary lost", reason=self._trouble)
            else:
                ROUNDS.labels("arrived").inc()
                self._arrived_at = loop.time()
            await asyncio.sleep(max(0.0, started + self._settings.interval_s - loop.time()))

    async def check(self) -> None:
        """Raise Degraded when none arrived lately. The gateway stays in service: it still has the static rail."""
        age = None if self._arrived_at is None else asyncio.get_running_loop().time() - self._arrived_at
        if age is None or age > self._settings.stale_s:
            since = "" if age is None else f" for {age:.0f} s"
            raise Degraded(f"no canary arrived{since}: {self._trouble}")

    async def _fly(self, gateway_url: str) -> None:
        async with CaptureClient(self._capture_url, _site_key(self._vault), retry=ONE_TRY) as client:
            session = await client.open(consent=True)
            try:
                await client.put_screenshot(0, _picture())
                async with StreamClient(gateway_url, client.token) as stream:
                    subscribed = await stream.subscribe(f"recommendations:{session.session_id}")
                    ended_at = asyncio.get_running_loop().time()
                    await client.end()
                    first = subscribed.publications[0] if subscribed.publications else await stream.next_push()
                self._look_at(first.data)
                SECONDS.observe(asyncio.get_running_loop().time() - ended_at)
            finally:
                await self._tidy(session.session_id)

    def _look_at(self, data: dict[str, object]) -> None:
        if not data.get("slate"):
            raise Unavailable("the canary's slate is empty")

    async def _tidy(self, session_id: str) -> None:
        """Its objects only; what cannot be removed now goes by retention."""
        with suppress(Unavailable):
            for kind in KEPT:
                await self._blobs.delete(f"{kind}/{CANARY_SITE}/{session_id}")
                await self._blobs.delete_prefix(f"{kind}/{CANARY_SITE}/{session_id}/")
            self._log.debug("canary done", session=session_hash(session_id))

    async def _publish_shop(self) -> None:
        """Its two items and their weights, once."""
        if self._arrived_at is not None:
            return
        items = tuple(Item(f"canary-{number}", f"Canary {number}", Money(Decimal(9), "EUR")) for number in (1, 2))
        catalogue = Catalogue(CANARY_SITE, "canary1", "EUR", items, self._now())
        weights = dict.fromkeys((item.item_id for item in items), 1.0)
        choice = ChoiceModel(CANARY_SITE, "canary1", weights, 1.0, 0.5, 1.0, dict.fromkeys(weights, 1), self._now())
        await publish(self._blobs, CANARY_SITE, "catalogue", "canary1", encode_catalogue(catalogue))
        await publish(self._blobs, CANARY_SITE, "choice", "canary1", encode_choice_model(choice))


def _picture() -> bytes:
    """A grey PNG of 8 x 8 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
