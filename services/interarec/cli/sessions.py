"""`interarec session` and `token`: what the back office does from a shell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interarec.cli.output import DataDir, Json, Site, emit, fail, guarded, settings_for
from interarec.platform.clock import utc_now
from interarec.platform.security import Scope, load_keys, load_or_create_keys, new_claims
from interarec.platform.settings import Settings

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    token = typer.Typer(help="Tokens for the back office.", no_args_is_help=True)
    token.command("create")(token_create)
    token.callback()(lambda: None)
    app.add_typer(token, name="token")


def token_create(
    site: Site = "demo",
    scope: Annotated[Scope, typer.Option("--scope", help="office or shopper")] = "office",
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
