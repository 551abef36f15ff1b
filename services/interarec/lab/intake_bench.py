"""`interarec bench intake`: acknowledged screenshot references per second and core, in publish mode, on a real log.

References only: images are taken as stored already, so the log and the client are what is measured. One reference of a
session is in flight at a time, as the delivery rules want.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Sequence

from interarec.capture.client import Publisher
from interarec.domain.identifiers import screenshot_id
from interarec.domain.screenshots import ImageRef, Screenshot
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault
from interarec.platform.settings import Settings, load_settings
from interarec.platform.telemetry import configure_logs

__all__ = ["main"]


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="interarec bench intake", description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--references", type=int, default=10_000, help="in all")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(list(arguments))
    configure_logs("error", "console")
    report = asyncio.run(_measure(load_settings(), options.sessions, options.references))
    text = "publish mode: {per_s:.0f} acknowledged references/s, {per_core_s:.0f} per second of this process's CPU"
    print(json.dumps(report) if options.json else text.format(**report))


async def _measure(settings: Settings, sessions: int, references: int) -> dict[str, float]:
    bus = KafkaBus(settings.bus)
    await bus.start()
    try:
        await bus.create(topic_specs(settings.bus.partitions, settings.bus.replication))
        control = ControlBoard(bus, utc_now)
        board = asyncio.create_task(control.run())
        await control.wait_ready()
        publisher = Publisher(
            "demo",
            bus=bus,
            blobs=(blobs := MemoryBlobs()),
            vault=Vault(blobs, bytes(32), utc_now),
            control=control,
            now=utc_now,
        )
        wall, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(_session(publisher, number, references // sessions) for number in range(sessions)))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        board.cancel()
    finally:
        await bus.stop()
    count = references // sessions * sessions
    return {"references": count, "per_s": count / wall, "per_core_s": count / cpu}


async def _session(publisher: Publisher, number: int, count: int) -> None:
    session = (await publisher.open(consent=True)).session_id
    for sequence in range(count):
        key = f"images/demo/{session}/{sequence}"
        image = ImageRef(key, f"{number:064x}", 50_000, "image/webp", 1280, 800)
        shot = Screenshot("demo", session, sequence, screenshot_id(session, sequence), utc_now(), image)
        await publisher.announce(shot)
