"""Wires the constraint worker: its stage on a keyed runner, and the catalogue facts its checks hold against."""

from __future__ import annotations

from collections.abc import Mapping

from interarec.constraints.handler import ConstrainPorts
from interarec.constraints.stage import Constraints
from interarec.domain.catalogue import CatalogueFacts, catalogue_facts
from interarec.platform.artifacts import ArtifactWatcher, decode_catalogue
from interarec.platform.chat import Chat, require_chat
from interarec.platform.keyed import KeyedRunner, RunnerSettings
from interarec.platform.ports import Ports
from interarec.platform.settings import Settings
from interarec.platform.supervision import Service

__all__ = ["build_service"]

BUFFER_FACTOR = 64


def _facts(site_id: str, artifacts: Mapping[str, bytes]) -> CatalogueFacts:
    return catalogue_facts(decode_catalogue(artifacts["catalogue"]))


def build_service(settings: Settings, ports: Ports, *, chat: Chat | None = None) -> Service:
    """The constraint worker. Without a catalogue its checks keep what the text says; `chat` asks the model."""
    own = settings.constraints
    watcher = ArtifactWatcher(ports.blobs, settings.sites, _facts, poll_s=settings.recommender.artifact_poll_s)
    asked = None if own.engine == "deterministic" else require_chat(chat, "constraints.engine")
    constrain_ports = ConstrainPorts(
        now=ports.now, facts=watcher.current, settings=own, chat=asked, model=settings.models.text_model
    )
    runner = KeyedRunner(
        Constraints(constrain_ports),
        ports.bus,
        ports.now,
        settings=RunnerSettings(
            concurrency=own.concurrency,
            buffer_limit=own.concurrency * BUFFER_FACTOR,
            instance_id=settings.bus.member_of("constraints"),
        ),
        refused=ports.control.erased,
    )
    return Service(
        "constraints",
        parts={"catalogue": watcher.run, "worker": runner.run},
        checks={"worker": runner.check, "bus": ports.bus.check},
    )
