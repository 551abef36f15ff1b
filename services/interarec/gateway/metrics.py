"""What the gateway counts."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

__all__ = ["CLOSES", "CONNECTIONS", "PUBLISHED", "PUSHES", "REPLAYS"]

CONNECTIONS = Gauge("interarec_ws_connections", "Open WebSocket and SSE connections")
PUSHES = Counter("interarec_ws_pushes", "Publications handed to connections")
CLOSES = Counter("interarec_ws_closes", "WebSockets closed by the gateway", ["code"])
PUBLISHED = Counter("interarec_published", "Recommendations read by the publisher", ["outcome"])
REPLAYS = Counter("interarec_publisher_replays", "Partitions written again after the state store was found empty")
