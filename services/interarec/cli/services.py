"""The six services as `Service` values, from a world. Called by `interarec serve`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from interarec.cli.world import World
from interarec.platform.http import create_app
from interarec.platform.settings import Settings
from interarec.platform.supervision import Check, HttpServer, Service

__all__ = ["KEYLESS", "NAMES", "control_service", "services"]


def _capture(settings: Settings, world: World) -> Service:
    from interarec.capture.app import build_app
    from interarec.capture.retention import Retention
    from interarec.cli.canary import with_canary_key

    ports = world.ports
    settings = with_canary_key(settings, ports.vault)
    retention = Retention(ports.blobs, ports.control, settings.sites, settings.retention, ports.now)
    app = build_app(
        settings,
        bus=ports.bus,
        blobs=ports.blobs,
        vault=ports.vault,
        control=ports.control,
        state=world.state,
        signer=ports.require_keys().require_signer(),
        verifier=ports.require_keys().verifier,
        now=ports.now,
        checks={"retention": retention.check},
    )
    server = HttpServer(app, host=settings.capture.host, port=settings.capture.port, doors=settings.http)
    return Service("capture", parts={"http": server.run, "retention": retention.run}, listening=server.listening)


def _gateway(settings: Settings, world: World, beside: Mapping[str, Check] | None = None) -> Service:
    """`beside`: checks of services of the same process that have no health of their own."""
    from interarec.cli.canary import Canary
    from interarec.gateway.app import build_app
    from interarec.gateway.publisher import Publisher
    from interarec.gateway.server import GatewayServer

    ports = world.ports
    publisher = Publisher(ports.bus, world.state, ports.control, ports.now)

    async def own_url() -> str:
        return f"http://127.0.0.1:{await listening()}"

    flying = settings.canary
    capture_url = flying.capture_url or settings.gateway.capture_url
    canary = Canary(flying, capture_url, own_url, ports.blobs, ports.vault, ports.now)
    canaries = {"canary": canary} if flying.enabled else {}
    app = build_app(
        settings,
        bus=ports.bus,
        blobs=ports.blobs,
        vault=ports.vault,
        control=ports.control,
        verifier=ports.require_keys().verifier,
        state=world.state,
        now=ports.now,
        checks={**publisher.checks, **{name: one.check for name, one in canaries.items()}, **(beside or {})},
    )
    server = GatewayServer(app, settings.gateway, settings.http)

    async def listening() -> int:
        await server.wait_started()
        return server.port

    parts = {"publisher": publisher.run, "http": server.run, **{name: one.run for name, one in canaries.items()}}
    return Service("gateway", parts=parts, listening=listening)


def _summarizer(settings: Settings, world: World) -> Service:
    from interarec.summarizer.app import build_service

    return build_service(settings, world.ports, chat=world.chat, engine=world.engine)


def _constraints(settings: Settings, world: World) -> Service:
    from interarec.constraints.app import build_service

    return build_service(settings, world.ports, chat=world.chat)


def _recommender(settings: Settings, world: World) -> Service:
    from interarec.recommender.app import build_service

    return build_service(settings, world.ports, chat=world.chat)


def _insights(settings: Settings, world: World) -> Service:
    from interarec.insights.app import build_service

    return build_service(settings, world.ports)


def _insights_on_own_log(settings: Settings, world: World) -> Service:
    from interarec.insights.app import build_embedded

    return build_embedded(settings, world.ports)


def _in_one_process(names: Sequence[str], settings: Settings, world: World) -> list[Service]:
    """Insights counts the process' own log; the gateway says whether the workers beside it are well."""
    builders = {**BUILDERS, "insights": _insights_on_own_log}
    built = {name: builders[name](settings, world) for name in names if name != "gateway"}
    if "gateway" in names:
        workers = [service for service in built.values() if service.listening is None]
        beside = {f"{one.name}_{name}": check for one in workers for name, check in one.checks.items()}
        built["gateway"] = _gateway(settings, world, beside)
    return [built[name] for name in names]


BUILDERS: dict[str, Callable[[Settings, World], Service]] = {
    "capture": _capture,
    "summarizer": _summarizer,
    "constraints": _constraints,
    "recommender": _recommender,
    "gateway": _gateway,
    "insights": _insights,
}
NAMES = tuple(BUILDERS)
KEYLESS = frozenset({"constraints", "insights"})
"""Services that see neither images nor traces nor tokens."""


def services(names: Sequence[str], settings: Settings, world: World, *, worker_ports: bool) -> list[Service]:
    """The named services: processes of their own on real servers, where workers get a server for health and metrics,
    or (without `worker_ports`) parts of one embedded process."""
    if not worker_ports:
        return [control_service(world), *_in_one_process(names, settings, world)]
    built = [BUILDERS[name](settings, world) for name in names]
    ports = {
        "summarizer": settings.summarizer.port,
        "constraints": settings.constraints.port,
        "recommender": settings.recommender.port,
        "insights": settings.insights_port,
    }
    built = [_with_health(one, settings, ports[one.name]) if one.name in ports else one for one in built]
    return [control_service(world), *built]


def control_service(world: World) -> Service:
    """The board every process keeps of paused and erased sessions."""
    ports = world.ports
    if ports.keys is not None and ports.keys.master_key is not None:
        ports.control.on_change(lambda said: ports.vault.forget(said.site_id, said.session_id))
    return Service("control", parts={"board": ports.control.run}, checks={"control": ports.control.check})


def _with_health(service: Service, settings: Settings, port: int) -> Service:
    app = create_app(f"InteraRec {service.name}", service.checks)
    server = HttpServer(app, host=settings.workers_host, port=port, doors=settings.http)
    return Service(service.name, {**service.parts, "http": server.run}, service.checks)
