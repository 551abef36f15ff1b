"""Values of INTERAREC__SECTION__KEY, nested as the sections are. Used by `load` only."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, SecretStr

from interarec.domain.errors import ConfigurationError
from interarec.platform.settings.schema import Settings

__all__ = ["read_environment"]

PREFIX = "INTERAREC__"


def read_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    """Nested values; unknown names are kept so that validation refuses them. A longer name wins over a shorter one.

    Raises ConfigurationError that names the variable.
    """
    nested: dict[str, Any] = {}
    ours = [name for name in variables if name.upper().startswith(PREFIX)]
    for name in sorted(ours, key=lambda name: (name.count("__"), name)):
        *parents, last = parts = name[len(PREFIX) :].lower().split("__")
        at = nested
        for depth, parent in enumerate(parents, start=1):
            at = at.setdefault(parent, {})
            if not isinstance(at, dict):
                whole = PREFIX + "__".join(parts[:depth]).upper()
                raise ConfigurationError(f"{name} sets a part of {whole}, which is no mapping; unset one of the two")
        at[last] = _value(name, parts, variables[name])
    return nested


def _value(name: str, parts: Sequence[str], text: str) -> Any:
    """Lists and mappings are written as JSON, which YAML reads. A text stays as it is, whatever it begins with."""
    if text[:1] not in ("[", "{") or _is_text(_kind(parts)):
        return text
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "it cannot be read"
        raise ConfigurationError(f"{name} is not JSON: {reason}") from error


def _kind(parts: Sequence[str]) -> Any:
    """The type of the setting; None where there is no such setting."""
    kind: Any = Settings
    for part in parts:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(part)
            kind = field.annotation if field else None
        else:
            kind = get_args(kind)[1] if get_origin(kind) is dict else None
    return kind


def _is_text(kind: Any) -> bool:
    origin = get_origin(kind)
    if origin is Annotated:
        return _is_text(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return all(one is types.NoneType or _is_text(one) for one in get_args(kind))
    return origin is Literal or kind in (str, SecretStr, Path)
