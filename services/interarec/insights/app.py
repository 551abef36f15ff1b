"""Wires the insights service: on Kafka by Faust, or embedded on the log of this process. It needs no keys."""

from __future__ import annotations

from interarec.insights.live import LiveViews
from interarec.platform.ports import Ports
from interarec.platform.settings import Settings
from interarec.platform.supervision import Service

__all__ = ["build_embedded", "build_service"]


def build_service(settings: Settings, ports: Ports) -> Service:
    """The service as a member of a group on the Kafka of `settings`; `ports.bus` publishes its windows."""
    from interarec.insights.faust_app import FaustViews  # noqa: PLC0415 - an embedded run installs no Faust

    views = FaustViews(settings.bus, ports.bus, ports.now)
    return Service("insights", parts={"views": views.run}, checks={"windows": views.check, "bus": ports.bus.check})


def build_embedded(settings: Settings, ports: Ports) -> Service:
    """The same counting on the log of an embedded run."""
    return Service("insights", parts={"views": LiveViews(ports.bus, ports.now).run})
