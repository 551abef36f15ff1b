"""Which model servers this process may talk to. Read when a client is built.

With INTERAREC_MODEL_ENDPOINTS=loopback (set by the test run, inherited by the processes it starts) only servers
on this machine are allowed, so that no test can spend money or send a picture away.
"""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from interarec.domain.errors import ConfigurationError

__all__ = ["VARIABLE", "checked_endpoint"]

VARIABLE = "INTERAREC_MODEL_ENDPOINTS"


def checked_endpoint(base_url: str) -> str:
    """`base_url` if it may be used; raises ConfigurationError."""
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(f"models.base_url {base_url!r} is not an http or https address")
    if os.environ.get(VARIABLE) == "loopback" and not _is_loopback(parts.hostname):
        raise ConfigurationError(f"model server {parts.hostname} is not on this machine and {VARIABLE}=loopback")
    return base_url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
