"""`interarec bench path`: from the tenth PUT to the push, stage by stage, and intake per core.

The server side runs embedded in this process with an engine that answers at once (the model's time is left out); the
shoppers run in a process of their own and speak HTTP and WebSocket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from interarec.domain.summaries import BehaviourSummary, Categories, Evidence, Fact, Offer
from interarec.platform.telemetry import configure_logs
from interarec.summarizer.engines import ReadRequest, ReadResult

__all__ = ["main"]

COLUMNS = ("count", "p50", "p95", "p99")


class InstantEngine:
    """Says two green dresses were seen, in no time."""

    name = "local"

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        image = request.images[-1]
        evidence = (Evidence("offers", image.screenshot_id, image.sequence, (0, 0, 10, 10)),)
        offers = tuple(
            Offer(f"green dress {price}", Decimal(price), "GBP", color="green", evidence=evidence)
            for price in (18, 144)
        )
        categories = Categories(lowest_price="18 GBP", highest_price="144 GBP")
        summary = BehaviourSummary(
            categories, offers, colors=(Fact("green", 2, 1.0),), evidence=evidence, currency="GBP", engine="instant"
        )
        return ReadResult(summary, "full")

    def forget(self, session_id: str) -> None:
        """Nothing is remembered."""


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="interarec bench path", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2, help="batches of ten per session")
    parser.add_argument("--pause-ms", type=float, default=1000.0, help="between two screenshots of a session")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--drive", nargs=2, metavar=("CAPTURE", "GATEWAY"), help=argparse.SUPPRESS)
    options = parser.parse_args(list(arguments))
    configure_logs("error", "console")
    if options.drive:
        print(json.dumps(asyncio.run(_drive(options))))
        return
    report = asyncio.run(_measure(options))
    print(json.dumps(report) if options.json else _table(report))


def _table(report: dict[str, Any]) -> str:
    lines = [f"{'ms':28}" + "".join(f"{name:>10}" for name in COLUMNS)]
    for name, row in report["latency_ms"].items():
        lines.append(f"{name:28}" + "".join(f"{row[column]:10.1f}" for column in COLUMNS))
    http = report["http_intake"]
    lines.append(
        f"HTTP intake with image: {http['per_s']:.0f} screenshots/s ({http['bytes']} bytes each, {http['note']})"
    )
    return "\n".join(lines)


async def _measure(options: argparse.Namespace) -> dict[str, Any]:
    from interarec.cli.replaying import running
    from interarec.cli.services import NAMES
    from interarec.cli.world import embedded_world
    from interarec.lab.demo_catalogue import DATA_FOLDER
    from interarec.platform.clock import utc_now
    from interarec.platform.settings import load_settings
    from interarec.recommender.catalogue import fit_choice_model, import_catalogue

    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            overrides={
                "data_dir": folder,
                "capture": {"port": 0, "rate_per_s": 1000, "burst": 1000, "opening_burst": 10_000},
                "gateway": {"port": 0},
                "summarizer": {"concurrency": 16},
                "recommender": {"min_interval_ms": 0},
            }
        )
        async with embedded_world(settings) as world:
            await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", "demo", settings, world.ports.blobs, utc_now)
            await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", "demo", settings, world.ports.blobs, utc_now)
            async with running(settings, replace(world, engine=InstantEngine()), NAMES) as addresses:
                return await _shoppers(options, addresses["capture"], addresses["gateway"])


async def _shoppers(options: argparse.Namespace, capture: str, gateway: str) -> dict[str, Any]:
    """Run the driving process; this one goes on serving."""
    command = [sys.executable, "-m", "interarec.lab.path_bench", "--drive", capture, gateway]
    command += [
        "--sessions",
        str(options.sessions),
        "--rounds",
        str(options.rounds),
        "--pause-ms",
        str(options.pause_ms),
    ]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError("the driving process failed; its errors are above")
    report: dict[str, Any] = json.loads(said)
    return report


async def _drive(options: argparse.Namespace) -> dict[str, Any]:
    capture, gateway = options.drive
    image = _image()
    results = await asyncio.gather(
        *(_shopper(number, capture, gateway, image, options) for number in range(options.sessions))
    )
    seen = [one for result in results for one in result]
    stages = sorted({stage for one in seen for stage in one["stages"]})
    latency = {"tenth PUT to push": _row([one["push_ms"] for one in seen])}
    latency |= {f"stage {stage}": _row([one["stages"].get(stage, 0.0) for one in seen]) for stage in stages}
    return {"latency_ms": latency, "http_intake": await _intake(capture, image)}


def _image() -> bytes:
    from interarec.lab.demo_catalogue import DATA_FOLDER

    return Path(DATA_FOLDER / "green_dresses" / "00.webp").read_bytes()


def _row(values: list[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(values, [50, 95, 99])
    return {"count": len(values), "p50": float(p50), "p95": float(p95), "p99": float(p99)}


async def _shopper(
    number: int, capture: str, gateway: str, image: bytes, options: argparse.Namespace
) -> list[dict[str, Any]]:
    """One session: ten screenshots a round; the time from sending the tenth to the push of its slate."""
    from interarec.capture.client import CaptureClient
    from interarec.gateway.client import StreamClient

    pause_s = options.pause_ms / 1000
    await asyncio.sleep(10 * pause_s * number / options.sessions)  # so that not all tenth screenshots fall together
    measured = []
    async with CaptureClient(capture, "pk_demo") as client:
        session = await client.open(consent=True)
        async with StreamClient(gateway.replace("http", "ws") + "/v1/stream", client.token) as stream:
            await stream.subscribe(f"recommendations:{session.session_id}")
            for round_number in range(options.rounds):
                for step in range(9):
                    await client.put_screenshot(10 * round_number + step, image, media_type="image/webp")
                    await asyncio.sleep(pause_s)
                started = time.perf_counter()
                put = asyncio.create_task(client.put_screenshot(10 * round_number + 9, image, media_type="image/webp"))
                pushed = await stream.next_push()
                measured.append(
                    {"push_ms": (time.perf_counter() - started) * 1000, "stages": pushed.data["latency_ms"]}
                )
                await put
    return measured


async def _intake(capture: str, image: bytes, *, count: int = 600, at_once: int = 20) -> dict[str, Any]:
    """Acknowledged screenshots per second, one process serving everything."""
    from interarec.capture.client import CaptureClient

    async def session() -> None:
        async with CaptureClient(capture, "pk_demo") as client:
            await client.open(consent=True)
            for sequence in range(count // at_once):
                await client.put_screenshot(sequence, image, media_type="image/webp")

    started = time.perf_counter()
    await asyncio.gather(*(session() for _ in range(at_once)))
    per_s = count / (time.perf_counter() - started)
    return {"per_s": per_s, "bytes": len(image), "note": "all services in the serving process, folder store"}


if __name__ == "__main__":
    main(sys.argv[1:])
