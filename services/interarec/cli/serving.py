"""`interarec serve`: one service on real servers, or everything in one process with `--embedded`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import fail, guarded, settings_for
from interarec.cli.services import KEYLESS, NAMES, services
from interarec.cli.world import World, embedded_server, real_world
from interarec.platform.settings import Settings
from interarec.platform.supervision import supervise
from interarec.platform.telemetry import configure_logs, get_logger

__all__ = ["register", "serve_until_stopped"]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(serve)


def serve(
    service: Annotated[str, typer.Argument(help=f"one of {', '.join(NAMES)}, all")],
    embedded: Annotated[bool, typer.Option("--embedded", help="everything in this process, no servers")] = False,
    data_dir: Annotated[Path | None, typer.Option("--data-dir", help="where an embedded run keeps objects")] = None,
    capture_port: Annotated[int | None, typer.Option("--capture-port")] = None,
    gateway_port: Annotated[int | None, typer.Option("--gateway-port")] = None,
) -> None:
    """Run a service until SIGTERM or SIGINT."""
    if service not in (*NAMES, "all"):
        fail(f"no service {service!r}; there are {', '.join(NAMES)}, all", 2)
    if embedded and service != "all":
        fail("--embedded runs all services in one process: interarec serve all --embedded", 2)
    settings = settings_for(data_dir, **_ports(capture_port, gateway_port))
    configure_logs(settings.telemetry.level, settings.telemetry.format)
    names = NAMES if service == "all" else (service,)
    keyed = not KEYLESS.issuperset(names)
    if embedded:
        world = embedded_server(settings)
        log = get_logger("serve")
        log.warning("embedded: the log and the pushed history end with this process", data_dir=str(settings.data_dir))
    else:
        world = real_world(settings, source=service, names=names, with_keys=keyed)
    _run_to_the_end(serve_until_stopped(names, settings, world, worker_ports=not embedded))


def _run_to_the_end(serving: Coroutine[Any, Any, None]) -> None:
    """Run, and leave at once when all is committed and closed.

    A thread that still reads pixels must not hold the process: what it would say is dropped anyway.
    """
    with asyncio.Runner() as runner:
        guarded(lambda: runner.run(serving))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _ports(capture: int | None, gateway: int | None) -> dict[str, dict[str, object]]:
    """Both public addresses follow the ports, so that pages and stream_url point to where we listen."""
    sections: dict[str, dict[str, object]] = {"capture": {}, "gateway": {}}
    if capture is not None:
        sections["capture"]["port"] = capture
        sections["gateway"]["capture_url"] = f"http://127.0.0.1:{capture}"
    if gateway is not None:
        sections["gateway"]["port"] = gateway
        sections["capture"]["gateway_url"] = f"http://127.0.0.1:{gateway}"
    return sections


async def serve_until_stopped(
    names: Sequence[str], settings: Settings, world: AbstractAsyncContextManager[World], *, worker_ports: bool
) -> None:
    """Build, run, and end within the limit when told to."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with world as made:
        await made.state.start()
        try:
            await supervise(services(names, settings, made, worker_ports=worker_ports), stop)
        finally:
            await made.state.stop()
