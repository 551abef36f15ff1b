"""Personal pushes per second and memory per connection of one gateway process, over loopback sockets.

A child process runs the real gateway (tokens checked, channels joined) on the in-memory state; this process holds the
sockets and counts what arrives. Timed is the child's own CPU, kernel included, from an announcement heard to the bytes
handed to the socket: 512 bytes of JSON to each connection in turn, round after round. Redis is left out, so this is
the cost of the sockets and the protocol. The same child also serves a bare socket endpoint that only sends, without any
of our code: the ratio tells what the protocol adds.

    python -m interarec.lab.gateway_bench [--connections 2000] [--rounds 20] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from starlette.routing import WebSocketRoute
from starlette.types import Receive, Scope, Send

from interarec.domain.recommendations import BasedOn
from interarec.gateway.app import build_app
from interarec.gateway.server import GatewayServer
from interarec.platform.blobs.memory import MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.security.tokens import TokenSigner, TokenVerifier, new_claims
from interarec.platform.security.vault import Vault
from interarec.platform.settings import GatewaySettings, Settings
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.port import Announcement, Publication, session_channel

__all__ = ["main"]

PAYLOAD = 512
CONNECTING_AT_ONCE = 50
BAR_PUSHES = 40_000
BAR_KB = 32


class Bare:
    """A socket endpoint that accepts, and sends what it is told."""

    def __init__(self) -> None:
        self.sends: list[Send] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        await receive()
        await send({"type": "websocket.accept"})
        self.sends.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass


async def serve() -> None:
    """The child: obeys one JSON order a line on stdin, answers one JSON line each."""
    store = MemoryStore(utc_now)
    log = MemoryLog(utc_now)
    log.create(topic_specs(1, 1))
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    signer = TokenSigner(key)
    control = ControlBoard(MemoryBus(log), utc_now)
    blobs = MemoryBlobs()
    gateway = GatewaySettings(port=0, max_connections=100_000, max_connections_per_address=100_000)
    app = build_app(
        Settings(gateway=gateway),
        bus=MemoryBus(log),
        blobs=blobs,
        vault=Vault(blobs, os.urandom(32), utc_now),
        control=control,
        verifier=TokenVerifier({signer.kid: signer.public_pem}),
        state=MemoryState(store),
        now=utc_now,
    )
    bare = Bare()
    app.router.routes.append(WebSocketRoute("/bare", bare))
    server = GatewayServer(app, gateway)
    running = asyncio.create_task(server.run())
    following = asyncio.create_task(control.run())
    await server.wait_started()
    print(json.dumps({"port": server.port}), flush=True)
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    async for line in orders:
        print(json.dumps(await _obey(json.loads(line), signer, store, bare)), flush=True)
    running.cancel()
    following.cancel()
    await asyncio.wait([running, following])


async def _obey(order: dict[str, Any], signer: TokenSigner, store: MemoryStore, bare: Bare) -> dict[str, Any]:
    match order["do"]:
        case "tokens":
            sessions = [f"s{number}" for number in range(order["count"])]
            claims = [new_claims(site="demo", sid=one, scope="shopper", now=utc_now(), ttl_s=600) for one in sessions]
            return {"tokens": [signer.sign(one) for one in claims]}
        case "announce":
            return await _push_rounds(order["rounds"], order["count"], _announcer(store, order["count"]))
        case "bare":
            return await _send_rounds(order["rounds"], bare)
    return {"kb": _resident_kb(), "cpu": time.process_time()}


def _resident_kb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def _announcer(store: MemoryStore, count: int) -> Callable[[int], None]:
    epochs = [store.channels[f"s{number}"].epoch for number in range(count)]
    data = json.dumps({"filler": "x" * (PAYLOAD - 13)}).encode()

    def announce(turn: int) -> None:
        for number, epoch in enumerate(epochs):
            session = f"s{number}"
            publication = Publication(turn, BasedOn(turn, 0), data)
            store.announce(Announcement(session_channel(session), session, epoch, publication))

    return announce


async def _push_rounds(rounds: int, count: int, announce: Callable[[int], None]) -> dict[str, Any]:
    """CPU and wall seconds of all rounds; between rounds the senders get their turn."""
    began, cpu = time.perf_counter(), time.process_time()
    for turn in range(1, rounds + 1):
        announce(turn)
        for _ in range(3):
            await asyncio.sleep(0)
    return {"pushes": rounds * count, "cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - began}


async def _send_rounds(rounds: int, bare: Bare) -> dict[str, Any]:
    text = "x" * (PAYLOAD + 80)
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        for send in bare.sends:
            await send({"type": "websocket.send", "text": text})
        await asyncio.sleep(0)
    pushes = rounds * len(bare.sends)
    return {"pushes": pushes, "cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - began}


class Socket(asyncio.Protocol):
    """A client connection that sends its frames once the handshake is over, then counts bytes."""

    def __init__(self, path: str, frames: Sequence[str]) -> None:
        self._path = path
        self._frames = frames
        self._head = b""
        self._open = False
        self.received = 0
        self.ready = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Count; ready after the handshake, or after the answer to the last of our frames."""
        if not self._open:
            self._head += data
            if b"\r\n\r\n" not in self._head:
                return
            self._open = True
            for frame in self._frames:
                self.transport.write(_masked(frame.encode()))
        self.received += len(data)
        if not self.ready.done() and (not self._frames or b'"publications"' in data):
            self.ready.set_result(None)


def _masked(data: bytes) -> bytes:
    """A client's text frame under the mask of zeros."""
    if len(data) < 126:
        return bytes([0x81, 0x80 | len(data)]) + bytes(4) + data
    return b"\x81\xfe" + len(data).to_bytes(2, "big") + bytes(4) + data


async def _connect(port: int, path: str, frames: Sequence[Sequence[str]]) -> list[Socket]:
    loop = asyncio.get_running_loop()
    sockets: list[Socket] = []
    for start in range(0, len(frames), CONNECTING_AT_ONCE):
        some = frames[start : start + CONNECTING_AT_ONCE]
        made = [await loop.create_connection(partial(Socket, path, one), "127.0.0.1", port) for one in some]
        sockets += [socket for _, socket in made]
        await asyncio.gather(*(socket.ready for _, socket in made))
    return sockets


async def measure(connections: int, rounds: int) -> dict[str, Any]:
    """Run the child and return its figures."""
    command = (sys.executable, "-m", "interarec.lab.gateway_bench", "--serve")
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=2**26)
    assert child.stdin is not None
    assert child.stdout is not None
    replies = child.stdout

    async def order(**what: Any) -> dict[str, Any]:
        if what:
            child.stdin.write(json.dumps(what).encode() + b"\n")  # type: ignore[union-attr]
        answer: dict[str, Any] = json.loads(await replies.readline())
        return answer

    port = (await order())["port"]
    tokens = (await order(do="tokens", count=connections))["tokens"]
    before = await order(do="look")
    frames = [_hello(number, token) for number, token in enumerate(tokens)]
    sockets = await _connect(port, "/v1/stream", frames)
    after = await order(do="look")
    pushed = await _timed(sockets, order, do="announce", rounds=rounds, count=connections)
    for socket in sockets:
        socket.transport.close()
    bare_sockets = await _connect(port, "/bare", [()] * connections)
    bare = await _timed(bare_sockets, order, do="bare", rounds=rounds)
    child.stdin.close()
    await child.wait()
    return {
        "connections": connections,
        "pushes": pushed["pushes"],
        "payload_bytes": PAYLOAD,
        "pushes_per_s_of_cpu": round(pushed["pushes"] / pushed["cpu_s"]),
        "us_per_push": round(1e6 * pushed["cpu_s"] / pushed["pushes"], 1),
        "bare_us_per_send": round(1e6 * bare["cpu_s"] / bare["pushes"], 1),
        "ratio_to_bare": round(pushed["cpu_s"] / pushed["pushes"] / (bare["cpu_s"] / bare["pushes"]), 2),
        "kb_per_connection": round((after["kb"] - before["kb"]) / connections, 1),
        "connect_us": round(1e6 * (after["cpu"] - before["cpu"]) / connections),
    }


def _hello(number: int, token: str) -> list[str]:
    connect = json.dumps({"id": 1, "connect": {"token": token}})
    return [connect, json.dumps({"id": 2, "subscribe": {"channel": session_channel(f"s{number}")}})]


async def _timed(sockets: Sequence[Socket], order: Callable[..., Any], **what: Any) -> dict[str, Any]:
    """The child's figures, once every push has arrived."""
    before = sum(socket.received for socket in sockets)
    figures: dict[str, Any] = await order(**what)
    async with asyncio.timeout(60):
        while sum(one.received for one in sockets) - before < figures["pushes"] * PAYLOAD:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        uvloop.run(serve())
        return 0
    report = uvloop.run(measure(options.connections, options.rounds))
    if options.json:
        print(json.dumps(report))
        return 0
    for name, value in report.items():
        print(f"{name:<20} {value:>10,}")
    print(f"bar: at least {BAR_PUSHES:,} pushes/s per core, at most {BAR_KB} KB a connection")
    return 0


if __name__ == "__main__":
    sys.exit(main())
