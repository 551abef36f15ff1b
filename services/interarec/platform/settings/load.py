"""Read settings once: defaults, then `interarec.yaml`, then the environment. Called by the CLI only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import SecretStr, ValidationError

from interarec.domain.errors import ConfigurationError
from interarec.domain.identifiers import CANARY_SITE
from interarec.platform.settings.environment import read_environment
from interarec.platform.settings.schema import Settings, SiteSettings

__all__ = ["load_settings"]

PLACEHOLDERS = ("changeme", "change-me", "replace-me", "<secret>", "todo")


def load_settings(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Settings:
    """Settings from `path` (default: ./interarec.yaml if there), the environment, then `overrides`.

    Raises ConfigurationError with one line that names the key.
    """
    file_values = _read_file(path)
    values = _merge(_merge(file_values, read_environment(os.environ)), dict(overrides or {}))
    try:
        settings = Settings.model_validate(_with_default_keys(values))
    except ValidationError as error:
        raise ConfigurationError(_told(error)) from error
    _refuse_placeholders(settings)
    return _with_canary(settings)


def _told(error: ValidationError) -> str:
    """The first mistake in one line that names the setting."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "[key]")
    return f"setting {where}: {first['msg'].removeprefix('Value error, ')}"


def _with_canary(settings: Settings) -> Settings:
    """The canary's shop, without a key yet, where it flies. Its name is taken in any case."""
    if CANARY_SITE in settings.sites:
        raise ConfigurationError(f"setting sites.{CANARY_SITE}: this name is reserved; call the shop otherwise")
    if not settings.canary.enabled:
        return settings
    return settings.model_copy(update={"sites": {**settings.sites, CANARY_SITE: SiteSettings(origins=())}})


def _with_default_keys(values: dict[str, Any]) -> dict[str, Any]:
    """The default site keeps its keys where it is named for another setting only, such as its kill switch."""
    given = values.get("sites")
    sites = dict(given) if isinstance(given, dict) else {}
    for name, site in Settings().sites.items():
        if isinstance(sites.get(name), dict):
            sites[name] = {"keys": dict(site.keys), **sites[name]}
    return {**values, "sites": sites} if sites else values


def _read_file(path: Path | None) -> dict[str, Any]:
    chosen = path or Path("interarec.yaml")
    if not chosen.exists():
        if path is not None:
            raise ConfigurationError(f"settings file {path} does not exist")
        return {}
    try:
        values = yaml.safe_load(chosen.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"settings file {chosen} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise ConfigurationError(f"settings file {chosen} is not YAML: {told}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ConfigurationError(f"settings file {chosen} must hold sections, not {type(values).__name__}")
    return values


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def _refuse_placeholders(settings: Settings) -> None:
    for section_name in ("blobs", "state", "security", "models"):
        section = getattr(settings, section_name)
        for field in type(section).model_fields:
            value = getattr(section, field)
            if isinstance(value, SecretStr) and _is_placeholder(value.get_secret_value()):
                raise ConfigurationError(f"setting {section_name}.{field} is a placeholder; put a real secret")


def _is_placeholder(secret: str) -> bool:
    """The secret itself, or the password of an address."""
    try:
        password = urlsplit(secret).password
    except ValueError:
        password = None
    return secret.lower() in PLACEHOLDERS or (password or "").lower() in PLACEHOLDERS
