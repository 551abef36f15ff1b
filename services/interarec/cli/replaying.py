"""`interarec replay`: a recorded session through the whole path, in this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import Json, Site, emit, fail, run, settings_for
from interarec.cli.services import services
from interarec.cli.world import World, embedded_world
from interarec.domain.summaries import CATEGORIES
from interarec.platform.settings import Settings
from interarec.platform.supervision import Service, supervise
from interarec.platform.telemetry import configure_logs

__all__ = ["register", "running", "side_by_side", "with_other"]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(replay)


def replay(
    folder: Annotated[Path, typer.Argument(help="screenshots, in the order of their names")],
    site: Site = "demo",
    data_dir: Annotated[Path, typer.Option("--data-dir", help="data folder with the site's catalogue")] = Path("data"),
    cassette: Annotated[
        Path | None,
        typer.Option("--cassette", help="play the model calls recorded here; record new ones"),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", help="read again with another model, or with the instruction in this file"),
    ] = None,
    limit_s: Annotated[float, typer.Option("--limit", help="seconds to wait for the slate")] = 300.0,
    as_json: Json = False,
) -> None:
    """Send a folder of screenshots through the whole path and print what came of it."""
    reading: dict[str, Any] = {"expire_ms": int(limit_s * 1000)}
    if cassette is not None or against is not None:
        reading["engine"] = "openai"
    settings = settings_for(data_dir, capture={"port": 0}, summarizer=reading)
    if site not in settings.sites:
        fail(f"no site {site!r} in the settings", 2)
    configure_logs("warning", "console")
    report = run(_replay(settings, folder, site, limit_s, cassette))
    if against is None:
        emit(report, as_json=as_json, text=_text(report))
        _all_recorded(cassette, report)
        return
    other = run(_replay(with_other(settings, against), folder, site, limit_s, cassette))
    told = {key: other[key] for key in ("state", "reason", "summary")}
    emit(
        {**report, "against": {"name": against, **told}},
        as_json=as_json,
        text=side_by_side(report, other, against),
    )
    _all_recorded(cassette, report, other)


def _all_recorded(cassette: Path | None, *reports: dict[str, Any]) -> None:
    """Fail after the reports were printed when one of them lacks what the cassette should have answered."""
    missing = sum(report["not_recorded"] for report in reports)
    if missing:
        fail(
            f"{cassette} has no answer for {missing} of the batches; set models.base_url to a server and replay again "
            "to record them"
        )


def with_other(settings: Settings, against: str) -> Settings:
    """The settings with another instruction where `against` is a file, else with another model."""
    changed: dict[str, object] = {"vision_model": against}
    if Path(against).is_file():
        changed = {"instruction_file": Path(against)}
    return settings.model_copy(update={"models": settings.models.model_copy(update=changed)})


def side_by_side(report: dict[str, Any], other: dict[str, Any], name: str) -> str:
    """Two reports, first how each ended, then category by category; what is equal once."""
    lines = _pair("batch", _ended(report), _ended(other), name)
    for category in CATEGORIES:
        first, second = ((one["summary"] or {}).get(category, "no summary") for one in (report, other))
        lines += _pair(category.replace("_", " "), first, second, name)
    return "\n".join(lines)


def _pair(title: str, first: str, second: str, name: str) -> list[str]:
    return [title, f"  both: {first}"] if first == second else [title, f"  recorded: {first}", f"  {name}: {second}"]


def _ended(report: dict[str, Any]) -> str:
    return f"{report['state']} ({report['reason']})" if report["reason"] else str(report["state"])


def _text(report: dict[str, Any]) -> str:
    summary = [f"{name.replace('_', ' ')}: {text}" for name, text in (report["summary"] or {}).items()]
    constraints = [f"  {name}: {value}" for name, value in report["constraints"].items() if name != "checks"]
    slate = [
        f"  {item['item_id']} {item['price']['amount']} {item['price']['currency']} ({', '.join(item['reasons'])})"
        for item in report["recommendation"]["slate"]
    ]
    ended = f"batch {_ended(report)}"
    return "\n".join([ended, *summary, "constraints", *constraints, report["recommendation"]["wording"], *slate])


async def _replay(settings: Settings, folder: Path, site: str, limit_s: float, cassette: Path | None) -> dict[str, Any]:
    from interarec.capture.client import CaptureClient
    from interarec.cli.stories import images_of, tell

    images_of(folder)
    async with embedded_world(settings, cassette=cassette) as world:
        key = next(iter(settings.sites[site].keys), None)
        if key is None:
            fail(f"site {site} has no key in the settings", 2)
        async with (
            running(settings, world, ("capture", "summarizer", "constraints", "recommender")) as addresses,
            CaptureClient(addresses["capture"], key) as client,
        ):
            return await tell(folder, client, world.ports.bus, limit_s=limit_s)


@asynccontextmanager
async def running(settings: Settings, world: World, names: tuple[str, ...]) -> AsyncIterator[dict[str, str]]:
    """Run the named services until left; gives the addresses of those with HTTP once they listen."""
    stop = asyncio.Event()
    built = services(names, settings, world, worker_ports=False)
    task = asyncio.create_task(supervise(built, stop))
    try:
        yield {one.name: await _address(one, task) for one in built if one.listening is not None}
    finally:
        stop.set()
        await task


async def _address(service: Service, supervised: asyncio.Task[None]) -> str:
    """Where the service listens; what ended the services, if they end first."""
    assert service.listening is not None
    port = asyncio.create_task(service.listening())
    await asyncio.wait([supervised, port], return_when=asyncio.FIRST_COMPLETED)
    if not port.done():
        port.cancel()
        supervised.result()
    return f"http://127.0.0.1:{await port}"
