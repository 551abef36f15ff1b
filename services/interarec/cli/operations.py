"""`interarec config`, `bench`, `doctor`: about the installation itself."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import Json, emit, fail, guarded, settings_for
from interarec.cli.setting_rows import setting_rows
from interarec.domain.errors import ConfigurationError
from interarec.platform.security import load_keys
from interarec.platform.settings import Settings

__all__ = ["register"]

BENCHES = {
    "assortment": "interarec.lab.assortment_bench",
    "reading": "interarec.lab.reading_bench",
    "recommender": "interarec.lab.recommender_bench",
    "intake": "interarec.lab.intake_bench",
    "path": "interarec.lab.path_bench",
    "gateway": "interarec.lab.gateway_bench",
    "steering": "interarec.lab.steering_bench",
    "tokens": "interarec.lab.token_bench",
}


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    config = typer.Typer(help="The settings.", no_args_is_help=True)
    config.command("show")(config_show)
    config.command("check")(config_check)
    config.command("doc")(config_doc)
    app.add_typer(config, name="config")
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(bench)


def config_show(as_json: Json = False) -> None:
    """The settings in force; secrets are masked."""
    values = settings_for().model_dump(mode="json")
    emit(values, as_json=as_json)


def config_check(as_json: Json = False) -> None:
    """Exit 0 when the settings are sound and the files they name can be read."""
    settings = settings_for()
    guarded(lambda: _read_files(settings))
    emit({"status": "ok"}, as_json=as_json, text="settings are sound")


def _read_files(settings: Settings) -> None:
    """Raise ConfigurationError for a file that is not there, and for keys that are none."""
    security, models = settings.security, settings.models
    for where, section in (("security", security), ("models", models)):
        for name in type(section).model_fields:
            file = getattr(section, name)
            if name.endswith("_file") and file is not None:
                _read_file(f"{where}.{name}", file)
    keys = (security.signing_key, security.signing_key_file, security.verify_key_file, security.master_key)
    if any(keys) or security.verify_keys or security.master_key_file:
        load_keys(security)


def _read_file(setting: str, path: Path) -> None:
    try:
        path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigurationError(f"setting {setting}: {path} cannot be read: {reason}") from error


def config_doc(as_json: Json = False) -> None:
    """Every setting with its default and meaning, as a Markdown table; NAME stands for a site."""
    rows = setting_rows()
    lines = ["| setting | default | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{row['setting']}` | `{_plain(row['default'])}` | {row['meaning']} |" for row in rows]
    emit({"settings": rows}, as_json=as_json, text="\n".join(lines))


def _plain(default: Any) -> str:
    """As it is written in the settings file."""
    return default if isinstance(default, str) and default else json.dumps(default, ensure_ascii=False)


def bench(context: typer.Context, name: Annotated[str, typer.Argument(help=f"one of {', '.join(BENCHES)}")]) -> None:
    """Measure; prints a table."""
    if name not in BENCHES:
        fail(f"no benchmark {name!r}; there are {', '.join(BENCHES)}", 2)
    module = importlib.import_module(BENCHES[name])
    guarded(lambda: module.main(context.args))
