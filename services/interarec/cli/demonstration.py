"""`interarec demo`: the demo shop, live in one process, with a recorded shopper to begin with."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import nullcontext, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import Json, emit, fail, run, settings_for
from interarec.cli.shopping import STORY_LIMIT_S, Play, recorded, say, scripted
from interarec.platform.blobs import Blobs
from interarec.platform.settings import Settings
from interarec.platform.telemetry import configure_logs

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(demo)


def demo(
    data_dir: Annotated[Path, typer.Option("--data-dir", help="where the demo keeps its objects")] = Path("data/demo"),
    once: Annotated[bool, typer.Option("--once", help="end after the shopper's story")] = False,
    shopper: Annotated[
        bool, typer.Option("--shopper", help="a scripted shopper in Chromium; without Chromium, a recorded one")
    ] = False,
    record: Annotated[
        Path | None, typer.Option("--record", help="with --shopper: keep its pictures here, for replay")
    ] = None,
    capture_port: Annotated[int, typer.Option("--capture-port")] = 8081,
    gateway_port: Annotated[int, typer.Option("--gateway-port")] = 8080,
    as_json: Json = False,
) -> None:
    """Show a recorded shopper's ten screenshots become a slate; then keep the demo shop open in the browser."""
    if record is not None and not shopper:
        fail("--record keeps what --shopper plays: give both", 2)
    if as_json and not once:
        fail("--json prints what came of the story, at its end: give --once too", 2)
    settings = settings_for(
        data_dir,
        sites={"demo": {}, "demo_eu": {"keys": {"pk_demo_eu": "public"}}},
        capture={"port": capture_port, "gateway_url": f"http://127.0.0.1:{gateway_port}"},
        gateway={"port": gateway_port, "capture_url": f"http://127.0.0.1:{capture_port}"},
        summarizer={"expire_ms": int(STORY_LIMIT_S * 1000), "reader_threads": min(os.cpu_count() or 1, 4)},
    )
    configure_logs("error", "console")
    play = partial(scripted, record=record) if shopper else recorded
    with redirect_stdout(sys.stderr) if as_json else nullcontext():
        told = run(_demo(settings, play, once=once))
    if as_json:
        emit(told, as_json=True)


async def _demo(settings: Settings, play: Play, *, once: bool) -> dict[str, Any] | None:
    """What came of the story; None when it was stopped before its end."""
    from interarec.cli.replaying import running
    from interarec.cli.services import NAMES
    from interarec.cli.world import embedded_server

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with embedded_server(settings) as world:
        await _prepare(settings, world.ports.blobs)
        await world.state.start()
        async with running(settings, world, NAMES) as addresses:
            story = asyncio.create_task(play(addresses, world))
            ended = asyncio.create_task(stop.wait())
            await asyncio.wait([story, ended], return_when=asyncio.FIRST_COMPLETED)
            told = story.result() if story.done() else None
            if not once and not stop.is_set():
                say(f"\nThe demo shop is open: http://localhost:{settings.gateway.port}/shop/  (Ctrl-C ends it)")
                await stop.wait()
            ended.cancel()
            story.cancel()
        await world.state.stop()
    return told


async def _prepare(settings: Settings, blobs: Blobs) -> None:
    """Import the invented catalogue and fit the choice model, once per data folder."""
    from interarec.lab.demo_catalogue import DATA_FOLDER
    from interarec.platform.artifacts import current_version
    from interarec.platform.clock import utc_now
    from interarec.recommender.catalogue import fit_choice_model, import_catalogue

    for site in ("demo", "demo_eu"):
        if await current_version(blobs, site, "choice") is None:
            items = await import_catalogue(DATA_FOLDER / f"{site}_catalogue.csv", site, settings, blobs, utc_now)
            model = await fit_choice_model(DATA_FOLDER / f"{site}_purchases.csv", site, settings, blobs, utc_now)
            say(f"Shop {site}: {items.accepted} invented items, choice model on {model.purchases} simulated purchases.")
