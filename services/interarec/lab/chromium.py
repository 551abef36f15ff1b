"""The system's Chromium: where it is, and how a quiet one is started. Used by drawing, the shopper and tests."""

from __future__ import annotations

import shutil

from interarec.domain.errors import Unavailable

__all__ = ["QUIET", "chromium_path", "require_chromium"]

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Arguments without which it asks the network for things, or does not start as root in a container."""


def chromium_path() -> str | None:
    """The system's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def require_chromium() -> str:
    """The system's Chromium. Raises Unavailable when there is none."""
    path = chromium_path()
    if path is None:
        raise Unavailable("no Chromium found: apt-get install chromium fonts-dejavu-core fonts-liberation")
    return path
