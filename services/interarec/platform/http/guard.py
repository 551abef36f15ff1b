"""A door for uvicorn: who opens connections and says nothing is shown out, and no address may hold too many.

uvicorn bounds idle connections between requests, but not one that never ends its first headers. Used by `supervision`
and by the gateway's server. Bodies have limits where they are read.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any

from prometheus_client import Counter as Metric
from starlette.requests import HTTPConnection
from uvicorn.protocols.http.h11_impl import H11Protocol

from interarec.platform.settings.schema import HttpSettings

__all__ = ["address_of", "guarded", "is_trusted", "proxy_options"]

REFUSED = Metric("interarec_connections_refused", "connections ended at the door", ["reason"])


def is_trusted(address: str, trusted: Iterable[str]) -> bool:
    """Whether `address` is one of the proxies or networks of `trusted`."""
    try:
        there = ip_address(address)
    except ValueError:
        return False
    return any(there in ip_network(one, strict=False) for one in trusted)


def address_of(request: HTTPConnection) -> str:
    """The peer's address; what a trusted proxy says it is where one stands between."""
    return request.client.host if request.client is not None else "unknown"


def proxy_options(settings: HttpSettings) -> dict[str, Any]:
    """What uvicorn must know: X-Forwarded-For counts from trusted proxies only, and from nobody when there are none."""
    trusted = list(settings.trusted_proxies)
    return {"proxy_headers": bool(trusted), "forwarded_allow_ips": trusted}


def guarded(settings: HttpSettings) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol with the limits of `settings`, counted for one server."""
    by_address: Counter[str] = Counter()

    class GuardedProtocol(H11Protocol):
        """One connection. A WebSocket leaves it at its upgrade, and is counted by the gateway from there on."""

        waiting: asyncio.TimerHandle | None = None
        address: str | None = None

        def connection_made(self, transport: Any) -> None:
            """Count it, or end it at once."""
            super().connection_made(transport)
            peer = transport.get_extra_info("peername")
            address = str(peer[0]) if isinstance(peer, tuple) and peer else "local"
            if is_trusted(address, settings.trusted_proxies):
                self._wait_for_headers()
            elif by_address[address] >= settings.max_connections_per_address:
                REFUSED.labels("address").inc()
                transport.abort()
            else:
                self.address = address
                by_address[address] += 1
                self._wait_for_headers()

        def data_received(self, data: bytes) -> None:
            """The wait is over when the headers are whole."""
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._headers_came()

        def on_response_complete(self) -> None:
            """The next request's headers must come in time as well."""
            super().on_response_complete()
            if self.waiting is None and not self.transport.is_closing():
                self._wait_for_headers()

        def handle_websocket_upgrade(self, event: Any) -> None:
            """The connection goes on as a socket."""
            self._leave()
            super().handle_websocket_upgrade(event)

        def connection_lost(self, exc: Exception | None) -> None:
            """Count it off."""
            self._leave()
            super().connection_lost(exc)

        def _wait_for_headers(self) -> None:
            self.waiting = self.loop.call_later(settings.header_timeout_s, self._too_slow)

        def _headers_came(self) -> None:
            if self.waiting is not None:
                self.waiting.cancel()
                self.waiting = None

        def _too_slow(self) -> None:
            self.waiting = None
            REFUSED.labels("slow_headers").inc()
            self.transport.abort()

        def _leave(self) -> None:
            self._headers_came()
            if self.address is not None:
                by_address[self.address] -= 1
                if not by_address[self.address]:
                    del by_address[self.address]
                self.address = None

    return GuardedProtocol
