"""`interarec session` and `token`: what the back office does from a shell."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.data_folder import held_alone
from interarec.cli.output import DataDir, Json, Site, emit, fail, guarded, run, settings_for
from interarec.cli.world import World, embedded_world, real_world
from interarec.domain.errors import NotFound
from interarec.domain.identifiers import checked_id
from interarec.platform.clock import utc_now
from interarec.platform.security import load_keys, load_or_create_keys, new_claims
from interarec.platform.security.tokens import Scope
from interarec.platform.settings import Settings
from interarec.platform.telemetry import configure_logs

__all__ = ["register"]

SessionId = Annotated[str, typer.Argument(help="session id")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    session = typer.Typer(help="One shopper's session.", no_args_is_help=True)
    session.command("trace")(session_trace)
    session.command("export")(session_export)
    session.command("erase")(session_erase)
    app.add_typer(session, name="session")
    token = typer.Typer(help="Tokens for the back office.", no_args_is_help=True)
    token.command("create")(token_create)
    token.callback()(lambda: None)
    app.add_typer(token, name="token")


@asynccontextmanager
async def _world(settings: Settings, data_dir: Path | None) -> AsyncIterator[World]:
    configure_logs("error", "console")
    chosen = embedded_world(settings) if data_dir is not None else real_world(settings, source="cli")
    async with chosen as world:
        yield world


async def _in_world(settings: Settings, data_dir: Path | None, work: Callable[[World], Awaitable[Any]]) -> Any:
    async with _world(settings, data_dir) as world:
        return await work(world)


def session_trace(
    session_id: SessionId,
    site: Site = "demo",
    recommendation: Annotated[str | None, typer.Option("--recommendation", help="one of them; default all")] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """The evidence chain of the session's slates."""
    settings = settings_for(data_dir)

    async def work(world: World) -> list[Any]:
        prefix = f"traces/{site}/{checked_id(session_id, 'session')}/"
        keys = [prefix + recommendation] if recommendation else await world.ports.blobs.keys(prefix)
        if not keys:
            raise NotFound(f"no trace of session {session_id} at site {site}")
        return [json.loads(await world.ports.vault.get(site, session_id, key)) for key in keys]

    traces = run(_in_world(settings, data_dir, work))
    emit({"traces": traces}, as_json=as_json)


def session_export(
    session_id: SessionId,
    out: Annotated[Path, typer.Option("--out", help="folder to write into")],
    site: Site = "demo",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Everything kept of the session, opened: what a shopper may ask for."""
    settings = settings_for(data_dir)

    async def work(world: World) -> list[str]:
        ports, sid = world.ports, checked_id(session_id, "session")
        written = []
        for kind in ("images", "traces", "ratings"):
            for key in await ports.blobs.keys(f"{kind}/{site}/{sid}/"):
                written.append(_write(out / kind, key, await ports.vault.get(site, sid, key)))
        facts = await ports.blobs.get(f"sessions/{site}/{sid}")
        return [*written, _write(out, "session.json", facts.data)]

    files = run(_in_world(settings, data_dir, work))
    emit({"files": files}, as_json=as_json, text="\n".join(files))


def _write(folder: Path, key: str, data: bytes) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / key.rsplit("/", 1)[-1]
    path.write_bytes(data)
    return str(path)


def session_erase(
    session_id: SessionId,
    site: Site = "demo",
    cassette: Annotated[
        list[Path] | None, typer.Option("--cassette", help="a recording of model calls to clear as well")
    ] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Erase the session everywhere, at any time; prints the report. A recording is cleared whatever else is found."""
    from interarec.platform.chat.cassette import forget_session

    settings = settings_for(data_dir)
    cleared = {str(path): guarded(partial(forget_session, path, session_id)) for path in cassette or ()}
    report = run(_erased(settings, data_dir, site, session_id))
    emit({**report, "model_calls_removed": cleared} if cleared else report, as_json=as_json)


async def _erased(settings: Settings, data_dir: Path | None, site: str, session_id: str) -> Any:
    """The report. A running embedded server is told over HTTP: its log is its own, so it would not hear of this."""
    from interarec.capture.erasure import erase_session, erasure_key, require_session
    from interarec.recommender.catalogue.importing import site_settings

    sid = checked_id(session_id, "session")
    site_settings(settings, site)
    advice = f"ask it with DELETE /v1/sessions/{sid} and a token of scope office, or stop it first"
    alone = nullcontext() if data_dir is None else held_alone(data_dir, advice)
    with alone:
        async with _world(settings, data_dir) as world:
            ports = world.ports
            await require_session(ports.blobs, site, sid)
            erasure = await erase_session(
                site,
                sid,
                blobs=ports.blobs,
                vault=ports.vault,
                control=ports.control,
                state=world.state,
                now=ports.now,
                by="cli",
            )
            return json.loads((await ports.blobs.get(erasure_key(erasure))).data)


def token_create(
    site: Site = "demo",
    scope: Annotated[str, typer.Option("--scope", help="office or shopper")] = "office",
    session: Annotated[str | None, typer.Option("--session", help="for a shopper's token")] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Sign a token that lasts ten minutes."""
    settings = settings_for(data_dir)
    if site not in settings.sites:
        fail(f"no site {site!r} in the settings", 2)
    if scope not in ("office", "shopper") or (scope == "shopper") != (session is not None):
        fail("--scope is office, or shopper together with --session", 2)
    chosen: Scope = "shopper" if scope == "shopper" else "office"
    token = guarded(lambda: _sign(settings, data_dir, site, chosen, session))
    emit({"token": token}, as_json=as_json, text=token)


def _sign(settings: Settings, data_dir: Path | None, site: str, scope: Scope, session: str | None) -> str:
    security = settings.security
    keys = load_or_create_keys(settings.data_dir, security) if data_dir is not None else load_keys(security)
    claims = new_claims(
        site=site, sid=session, scope=scope, now=utc_now(), ttl_s=security.token_ttl_s, iss=security.issuer
    )
    return keys.require_signer().sign(claims)
