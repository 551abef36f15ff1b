"""How every verb speaks: answers on stdout (JSON alone with --json), logs and errors on stderr, exit codes 0, 1, 2."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from interarec.domain.errors import ConfigurationError, InterarecError, InvalidInput
from interarec.platform.settings import Settings, load_settings

__all__ = [
    "DataDir",
    "Json",
    "Site",
    "emit",
    "fail",
    "guarded",
    "require_readable",
    "run",
    "settings_for",
    "text_of",
    "with_plain_prices",
]

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="print JSON alone on stdout")]
Site = Annotated[str, typer.Option("--site", help="the shop")]
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="data folder of an embedded run; without it, the object store of the settings"),
]


def emit(value: Any, *, as_json: bool, text: str | None = None) -> None:
    """Print `value` as JSON, or `text`."""
    sys.stdout.write((json.dumps(value, ensure_ascii=False) if as_json or text is None else text) + "\n")
    sys.stdout.flush()


def with_plain_prices(facts: dict[str, Any]) -> dict[str, Any]:
    """`facts` with the bounds as plain numbers (18.0), where the network's JSON has decimal text ("18.00")."""
    bounds = {name: float(facts[name]) for name in ("lowest_price", "highest_price") if facts[name] is not None}
    return {**facts, **bounds}


def fail(message: str, code: int = 1) -> NoReturn:
    """One line on stderr, and out."""
    sys.stderr.write(f"interarec: {message}\n")
    raise typer.Exit(code)


def text_of(file: str) -> str:
    """A file's text, or standard input for `-`; ends the command with 2 when it cannot be read."""
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}", 2)


def require_readable(*files: Path | None) -> None:
    """End the command with 2, as `text_of` does, when one of the files that are given cannot be opened."""
    for file in files:
        try:
            if file is not None:
                file.open("rb").close()
        except OSError as error:
            fail(f"cannot read {file}: {error.strerror}", 2)


def guarded(call: Callable[[], T]) -> T:
    """`call`, with our errors as exit codes: 2 for wrong input or settings, 1 for the rest."""
    try:
        return call()
    except (InvalidInput, ConfigurationError) as error:
        fail(str(error), 2)
    except InterarecError as error:
        fail(str(error), 1)


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run` with our errors as exit codes."""
    return guarded(lambda: asyncio.run(work))


def settings_for(data_dir: Path | None = None, **sections: Any) -> Settings:
    """Settings of the usual places, with the command's own words over them."""
    overrides: dict[str, Any] = {key: value for key, value in sections.items() if value}
    if data_dir is not None:
        overrides["data_dir"] = data_dir
    return guarded(lambda: load_settings(overrides=overrides))
