"""Wires the recommender: its stage on a keyed runner, the artifacts it follows, and the optional wording worker."""

from __future__ import annotations

from functools import partial

from interarec.platform.chat import Chat, require_chat
from interarec.platform.keyed import KeyedRunner, RunnerSettings
from interarec.platform.ports import Ports
from interarec.platform.settings import Settings
from interarec.platform.supervision import Part, Service
from interarec.recommender.ports import RecommenderPorts
from interarec.recommender.prepared import artifact_watcher
from interarec.recommender.rails import keep_rails
from interarec.recommender.stage import Recommender
from interarec.recommender.wording_stage import Wording

__all__ = ["build_service"]


def build_service(settings: Settings, ports: Ports, *, chat: Chat | None = None) -> Service:
    """The recommender. Not ready until a site has a catalogue and a choice model; picks them up when they come.

    A site without them is said to be missing, and does not take the others down.
    """
    own = settings.recommender
    watcher = artifact_watcher(settings, ports.blobs)
    worded = own.wording == "openai"
    asked = require_chat(chat, "recommender.wording") if worded else None
    recommending = RecommenderPorts(settings, watcher.current, ports.blobs, ports.now, asked)
    vault = ports.vault
    wording = Wording(recommending, vault)

    def runner(stage: Recommender | Wording) -> KeyedRunner:
        limits = RunnerSettings(concurrency=own.concurrency, instance_id=settings.bus.member_of(stage.name))
        return KeyedRunner(stage, ports.bus, ports.now, settings=limits, refused=ports.control.erased)

    slates = runner(Recommender(recommending, vault, made=wording.keep) if worded else Recommender(recommending, vault))
    rails = partial(keep_rails, settings, watcher, ports.blobs, ports.now)
    parts: dict[str, Part] = {"artifacts": watcher.run, "worker": slates.run, "rails": rails}
    checks = {**watcher.checks, "worker": slates.check, "bus": ports.bus.check}
    if worded:
        words = runner(wording)
        parts["wording"] = words.run
        checks["wording"] = words.check
    return Service("recommender", parts=parts, checks=checks)
