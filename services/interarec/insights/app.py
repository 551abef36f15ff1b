"""Wires the insights service: on Kafka by Faust, or embedded on the log of this process. It needs no keys."""

from __future__ import annotations

from typing import Protocol

from interarec.insights.live import LiveViews
from interarec.platform.ports import Ports
from interarec.platform.settings import Settings
from interarec.platform.supervision import Service

__all__ = ["build_embedded", "build_service"]


class _Views(Protocol):
    """Counting that runs until cancelled and says whether it keeps up."""

    async def run(self) -> None: ...

    async def check(self) -> None: ...


def build_service(settings: Settings, ports: Ports) -> Service:
    """The service as a member of a group on the Kafka of `settings`; `ports.bus` publishes its windows."""
    from interarec.insights.faust_app import FaustViews  # noqa: PLC0415 - an embedded run installs no Faust

    views = FaustViews(settings.bus, ports.bus, ports.now)
    return _service(views, ports)


def build_embedded(settings: Settings, ports: Ports) -> Service:
    """The same counting on the log of an embedded run."""
    return _service(LiveViews(ports.bus, ports.now), ports)


def _service(views: _Views, ports: Ports) -> Service:
    return Service("insights", parts={"views": views.run}, checks={"windows": views.check, "bus": ports.bus.check})
