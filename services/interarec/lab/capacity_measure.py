"""What a batch costs on this machine: `interarec plan --measure`. Its answers became the defaults of `lab.capacity`.

The recorded session of the demo is read by the local reader, and then goes the whole way in this process, where what
stands in the log and in the object store after it is counted.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from typing import Any

from interarec.capture.client import CaptureClient
from interarec.cli.replaying import running
from interarec.cli.stories import images_of, tell
from interarec.cli.world import embedded_world
from interarec.lab.demo_catalogue import DATA_FOLDER
from interarec.platform.blobs import Blobs
from interarec.platform.bus.port import Bus, TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.settings import Settings
from interarec.platform.telemetry import configure_logs
from interarec.recommender.catalogue import fit_choice_model, import_catalogue
from interarec.vision import Frame, LocalReader

__all__ = ["measure"]

RECORDED = DATA_FOLDER / "green_dresses"
LIMIT_S = 300.0
SERVICES = ("capture", "summarizer", "constraints", "recommender")


def measure() -> dict[str, Any]:
    """{"seconds_per_batch", "log_bytes": {topic: bytes}, "object_bytes": {kind: bytes}} of ten screenshots."""
    configure_logs("error", "console")
    seconds = _reading_seconds()
    log, objects = asyncio.run(_whole_way())
    return {"seconds_per_batch": seconds, "log_bytes": dict(log), "object_bytes": dict(objects)}


def _reading_seconds() -> float:
    """Processor seconds of one reader thread for the session as one batch, after the weights are loaded.

    Processor time, so that other work on the machine does not count.
    """
    frames = [Frame(path.name, number, path.read_bytes()) for number, path in enumerate(images_of(RECORDED))]
    reader = LocalReader(threads=1)
    reader.read(frames[:1])
    reader.forget()
    started = time.process_time()
    reader.read(frames)
    return round(time.process_time() - started, 1)


async def _whole_way() -> tuple[Counter[str], Counter[str]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.model_validate(
            {"data_dir": folder, "capture": {"port": 0}, "summarizer": {"expire_ms": int(LIMIT_S * 1000)}}
        )
        async with embedded_world(settings) as world:
            blobs, bus = world.ports.blobs, world.ports.bus
            await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", "demo", settings, blobs, utc_now)
            await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", "demo", settings, blobs, utc_now)
            async with (
                running(settings, world, SERVICES) as addresses,
                CaptureClient(addresses["capture"], "pk_demo") as client,
            ):
                await tell(RECORDED, client, bus, limit_s=LIMIT_S)
                return await _in_log(bus), await _in_store(blobs)


async def _in_log(bus: Bus) -> Counter[str]:
    """Bytes of keys, values and headers by topic."""
    found: Counter[str] = Counter()
    for topic, partitions in (await bus.topics()).items():
        for source in (TopicPartition(topic, number) for number in range(partitions)):
            async for record in bus.read(source, 0, await bus.end_offset(source)):
                headers = sum(len(name) + len(value) for name, value in record.headers)
                found[topic] += len(record.key) + len(record.value or b"") + headers
    return found


async def _in_store(blobs: Blobs) -> Counter[str]:
    """Bytes of the session's objects by kind, the first word of their keys."""
    found: Counter[str] = Counter()
    for kind in ("images", "traces", "sessions", "keys"):
        for key in await blobs.keys(f"{kind}/"):
            found[kind] += len((await blobs.get(key)).data)
    return found
