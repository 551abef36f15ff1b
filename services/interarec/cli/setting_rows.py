"""Every setting there is, one row each. Called by `interarec config doc`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from interarec.platform.settings.schema import Settings
from interarec.platform.settings.section import Section

__all__ = ["setting_rows"]

NAME = "NAME"
"""Stands in a setting's name for what the operator chooses: a site."""


def setting_rows() -> list[dict[str, Any]]:
    """[{"setting": "sites.NAME.keys", "default": as in the settings file, "meaning": str}], sections opened."""
    return list(_rows(Settings, ""))


def _rows(section: type[Section], prefix: str) -> Iterator[dict[str, Any]]:
    for name, field in section.model_fields.items():
        inner, below = _opened(field.annotation)
        if inner is not None:
            yield from _rows(inner, f"{prefix}{name}.{below}")
        else:
            yield {"setting": prefix + name, "default": _default(field), "meaning": field.description or ""}


def _opened(kind: Any) -> tuple[type[Section] | None, str]:
    """The section that a field holds, and what comes between their names; None for a plain setting."""
    if get_origin(kind) is dict:
        inner, below = _opened(get_args(kind)[1])
        return inner, f"{NAME}.{below}"
    if isinstance(kind, type) and issubclass(kind, Section):
        return kind, ""
    return None, ""


def _default(field: FieldInfo) -> Any:
    """Built-in defaults hold no secret, so they are shown."""
    value = field.get_default(call_default_factory=True)
    return value.get_secret_value() if isinstance(value, SecretStr) else to_jsonable_python(value)
