"""Kinds of values that several sections hold, each with the rule that keeps what can never work from starting."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

__all__ = ["HttpAddress", "Origin", "Port", "RedisAddress", "Server"]

_HOST = r"(?:\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)"
_ORIGIN = re.compile(rf"[a-z][a-z0-9+.-]*://{_HOST}(?::(?P<port>\*|\d{{1,5}}))?", re.IGNORECASE)
_SERVER = re.compile(rf"{_HOST}(?::(?P<port>\d{{1,5}}))?", re.IGNORECASE)
HIGHEST_PORT = 65_535


def _origin(text: str) -> str:
    """What `platform.security.origins` can match: it compares scheme, host and port, and nothing else."""
    if not _fits(_ORIGIN, text):
        raise ValueError(
            f"{text!r} is no origin: write scheme://host, scheme://host:port, or scheme://host:* for any port"
        )
    return text


def _server(text: str) -> str:
    if not _fits(_SERVER, text):
        raise ValueError(f"{text!r} is no server: write host:port, without a scheme")
    return text


def _fits(rule: re.Pattern[str], text: str) -> bool:
    found = rule.fullmatch(text)
    port = found["port"] if found else None
    return found is not None and (port in (None, "*") or 1 <= int(port) <= HIGHEST_PORT)


def _http_address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or not _has_host(text):
        raise ValueError(f"{text!r} is no address: write http://host:port or https://host")
    return text


def _redis_address(secret: SecretStr) -> SecretStr:
    """The value is never told: it may hold a password."""
    text = secret.get_secret_value()
    if not text.startswith("unix://") and not (text.startswith(("redis://", "rediss://")) and _has_host(text)):
        raise ValueError("no Redis address: write redis://host:port/0, rediss://… for TLS, or unix:///path")
    return secret


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port <= HIGHEST_PORT)
    except ValueError:
        return False


Port = Annotated[int, Field(ge=0, le=HIGHEST_PORT)]
"""Where a server listens; 0 is any free port."""
Origin = Annotated[str, AfterValidator(_origin)]
Server = Annotated[str, AfterValidator(_server)]
HttpAddress = Annotated[str, AfterValidator(_http_address)]
RedisAddress = Annotated[SecretStr, AfterValidator(_redis_address)]
