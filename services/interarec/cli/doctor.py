"""`interarec doctor`: is everything there that this installation needs? One line a part, and what to do."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from interarec.cli.output import DataDir, Json, emit, run, settings_for
from interarec.domain.errors import InterarecError
from interarec.platform.blobs.port import Blobs
from interarec.platform.settings import Settings

__all__ = ["register"]

EXTRAS = {
    "platform": ("aiokafka", "cryptography", "fastapi", "joserfc", "minio", "redis", "uvicorn", "websockets"),
    "models": ("openai",),
    "reader": ("onnxruntime", "PIL", "price_parser", "ahocorasick", "rapidfuzz", "rapidocr"),
    "recorder": ("playwright",),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`status` is ok, missing or failing; `advice` is empty when ok."""

    part: str
    status: str
    advice: str = ""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(doctor)


def doctor(data_dir: DataDir = None, as_json: Json = False) -> None:
    """Check packages, settings, servers and artifacts; exit 1 when something required is missing."""
    settings = settings_for(data_dir)
    findings = [_python(), *(_extra(name, modules) for name, modules in EXTRAS.items())]
    findings += run(_served(settings, data_dir))
    lines = [f"{one.status:8} {one.part}" + (f": {one.advice}" if one.advice else "") for one in findings]
    emit({"findings": [asdict(one) for one in findings]}, as_json=as_json, text="\n".join(lines))
    if any(one.status == "failing" for one in findings):
        raise typer.Exit(1)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= (3, 11)
    return Finding(f"python {version}", "ok" if well else "failing", "" if well else "3.11 or later is needed")


def _extra(name: str, modules: tuple[str, ...]) -> Finding:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    advice = f"pip install 'interarec[{name}]' (no {', '.join(missing)})" if missing else ""
    return Finding(f"extra {name}", "missing" if missing else "ok", advice)


async def _served(settings: Settings, data_dir: Path | None) -> list[Finding]:
    if data_dir is not None:
        from interarec.cli.world import embedded_blobs

        blobs = embedded_blobs(settings)
        return [await _try("data folder", blobs.check, "is it writable?"), *await _artifacts(settings, blobs)]
    from interarec.platform.blobs.s3 import S3Blobs
    from interarec.platform.bus.creation import require_topics
    from interarec.platform.bus.kafka import KafkaBus
    from interarec.platform.state.redis import RedisState

    bus = KafkaBus(settings.bus)
    store = S3Blobs(settings.blobs)
    state = RedisState(settings.state.url.get_secret_value())
    found = [await _try(f"kafka {','.join(settings.bus.servers)}", bus.start, "bus.servers")]
    if found[0].status == "ok":
        found.append(await _try("topics", lambda: require_topics(bus), "interarec topics create"))
    await bus.stop()
    found.append(await _try(f"object store {settings.blobs.endpoint}", store.start, "interarec topics create --bucket"))
    if found[-1].status == "ok":
        found += await _artifacts(settings, store)
    await store.stop()
    found.append(await _try("redis", state.check, "state.url"))
    await state.stop()
    return found


async def _try(part: str, call: Callable[[], Awaitable[object]], advice: str) -> Finding:
    try:
        await call()
    except InterarecError as error:
        return Finding(part, "failing", f"{error}; see {advice}")
    return Finding(part, "ok")


async def _artifacts(settings: Settings, blobs: Blobs) -> list[Finding]:
    from interarec.platform.artifacts import current_version

    commands = {"catalogue": "interarec catalogue import", "choice": "interarec choice fit"}
    found = []
    for site in settings.sites:
        for kind, command in commands.items():
            version = await current_version(blobs, site, kind)
            status = "ok" if version else "missing"
            found.append(Finding(f"{kind} of {site}", status, "" if version else f"run {command} --site {site}"))
    return found
