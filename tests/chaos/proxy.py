"""A TCP proxy that spoils the links between processes: slow, thin, cut, or dead without a word.

Its own process, so that it takes nothing from the shoppers. `FaultProxy` starts and commands it; each command is one
line on the control port, answered by `ok`. Alone: `python -m tests.chaos.proxy CONTROL NAME=LISTEN:TARGET …`.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.servers.ports import free_port
from tests.servers.process import PROJECT, Server

__all__ = ["MODES", "FaultProxy"]

MODES = ("latency", "reset", "half-open", "bandwidth")
"""`latency` ms before each piece, `reset` cuts and refuses, `half-open` swallows all, `bandwidth` in bytes a second.

`refuse-writes` answers each PUT with 507, as a store without space does; `pass` ends all of them.
"""
PIECE = 65_536
NO_ROOM = b"HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(eq=False)
class Link:
    """One link: where it leads, and what is wrong with it now."""

    target: int
    mode: str = "pass"
    value: float = 0.0
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    def set(self, mode: str, value: float) -> None:
        """Spoil it from now on; `reset` also cuts what is open."""
        self.mode, self.value = mode, value
        if mode == "reset":
            for writer in list(self.open):
                _cut(writer)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side closes it."""
        if self.mode == "reset":
            _cut(writer)
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            _cut(writer)
            return
        self.open |= {writer, back}
        dead = asyncio.Event()
        pairs: tuple[tuple[asyncio.StreamReader, asyncio.StreamWriter, asyncio.StreamWriter | None], ...]
        pairs = ((reader, back, writer), (there, writer, None))
        ways = [asyncio.create_task(self._pipe(*way, dead)) for way in pairs]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (writer, back):
                self.open.discard(end)
                end.close()

    async def _pipe(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        asker: asyncio.StreamWriter | None,
        dead: asyncio.Event,
    ) -> None:
        """Pieces from one end to the other. A connection that was half open once never comes alive again."""
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                if self.mode == "half-open":
                    dead.set()
                if dead.is_set():
                    continue
                if self.mode == "refuse-writes" and asker is not None and piece.startswith(b"PUT "):
                    asker.write(NO_ROOM)
                    await asker.drain()
                    return
                if self.mode == "latency":
                    await asyncio.sleep(self.value / 1000)
                elif self.mode == "bandwidth":
                    await asyncio.sleep(len(piece) / self.value)
                writer.write(piece)
                await writer.drain()


def _cut(writer: asyncio.StreamWriter) -> None:
    """Close with a reset."""
    end: socket.socket | None = writer.get_extra_info("socket")
    if end is not None:
        with suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class FaultProxy(Server):
    """The proxy as a process. `ways`: name of a link -> port it leads to; `port_of` is where to knock instead."""

    name = "proxy"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._control = free_port()
        self.port_of: Mapping[str, int] = {name: free_port() for name in names}
        self.ways: dict[str, int] = {}

    def command(self) -> Sequence[str]:
        """This module, with all links."""
        links = [f"{name}={port}:{self.ways[name]}" for name, port in self.port_of.items()]
        return [sys.executable, "-m", "tests.chaos.proxy", str(self._control), *links]

    def environment(self) -> Mapping[str, str]:
        """Where this module is found."""
        return {"PYTHONPATH": str(PROJECT)}

    def answers(self) -> bool:
        """Whether it takes commands."""
        return self.tell("-", "pass")

    def tell(self, link: str, mode: str, value: float = 0.0) -> bool:
        """Set the mode of a link."""
        with socket.create_connection(("127.0.0.1", self._control), timeout=5) as line:
            line.sendall(f"{link} {mode} {value}\n".encode())
            return line.recv(16).startswith(b"ok")


async def _main(control: int, links: Mapping[str, tuple[int, int]]) -> None:
    made = {name: Link(target) for name, (_, target) in links.items()}
    servers = [await asyncio.start_server(made[name].serve, "127.0.0.1", port) for name, (port, _) in links.items()]

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name, mode, value = (await reader.readline()).decode().split()
        if name in made:
            made[name].set(mode, float(value))
        writer.write(b"ok\n")
        await writer.drain()
        writer.close()

    servers.append(await asyncio.start_server(hear, "127.0.0.1", control))
    await asyncio.gather(*(server.serve_forever() for server in servers))


def _link(word: str) -> tuple[str, tuple[int, int]]:
    name, _, ports = word.partition("=")
    listen, _, target = ports.partition(":")
    return name, (int(listen), int(target))


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), dict(map(_link, sys.argv[2:]))))
