"""Wires the summarizer: the batcher and the reader, each on a keyed runner, and the catalogue they look into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interarec.domain.catalogue import CatalogueFacts, catalogue_facts
from interarec.platform.artifacts import ArtifactWatcher, decode_catalogue
from interarec.platform.chat import Chat
from interarec.platform.keyed import KeyedRunner, RunnerSettings
from interarec.platform.ports import Ports
from interarec.platform.settings import Settings
from interarec.platform.supervision import Service
from interarec.summarizer.batcher import Batcher
from interarec.summarizer.engines import ReadingEngine, build_engine
from interarec.summarizer.engines.canary import WithoutCanary
from interarec.summarizer.handler import SummariserPorts, SummaryMemory
from interarec.summarizer.stage import Summarizer
from interarec.vision import Gazetteer

__all__ = ["build_service"]

OPEN_BATCHES = 100_000
"""Screenshots that may wait in open batches before the batcher's input is paused."""

REPEATS_MS = 35 * 60_000
"""How far back the batcher knows which screenshots are in a batch: a reference sent again later is batched again."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What reading needs of a catalogue."""

    gazetteer: Gazetteer
    facts: CatalogueFacts


def _known(site_id: str, artifacts: Mapping[str, bytes]) -> _Known:
    catalogue = decode_catalogue(artifacts["catalogue"])
    rows = [
        {
            "id": item.item_id,
            "title": item.title,
            "brand": item.brand,
            "color": item.color,
            "price": item.price.amount,
            "currency": item.price.currency,
            "category": item.category,
        }
        for item in catalogue.items
    ]
    return _Known(Gazetteer.from_items(rows), catalogue_facts(catalogue))


def build_service(
    settings: Settings, ports: Ports, *, chat: Chat | None = None, engine: ReadingEngine | None = None
) -> Service:
    """The batcher and the reader. Reading goes on without a catalogue; brands are then not told.

    `engine` takes the place of the one the settings name (benchmarks leave the model's time out).
    """
    own = settings.summarizer
    watcher = ArtifactWatcher(ports.blobs, settings.sites, _known, poll_s=settings.recommender.artifact_poll_s)

    def gazetteer(site_id: str) -> Gazetteer | None:
        known = watcher.current(site_id)
        return known.gazetteer if known else None

    def facts(site_id: str) -> CatalogueFacts | None:
        known = watcher.current(site_id)
        return known.facts if known else None

    reading = SummariserPorts(
        vault=ports.vault,
        erased=ports.control.erased,
        engine=WithoutCanary(engine or build_engine(settings, gazetteer=gazetteer, facts=facts, chat=chat)),
        now=ports.now,
        memory=SummaryMemory(),
        expire_ms=own.expire_ms,
    )
    batcher = KeyedRunner(
        Batcher(size=own.batch_size, first_size=own.first_batch, idle_ms=own.idle_ms),
        ports.bus,
        ports.now,
        settings=RunnerSettings(
            buffer_limit=OPEN_BATCHES,
            margin_ms=REPEATS_MS,
            forget_after_ms=REPEATS_MS,
            instance_id=settings.bus.member_of("batcher"),
        ),
        refused=ports.control.erased,
    )
    reader = KeyedRunner(
        Summarizer(reading),
        ports.bus,
        ports.now,
        settings=RunnerSettings(
            concurrency=own.concurrency,
            buffer_limit=own.concurrency * own.buffer_factor,
            instance_id=settings.bus.member_of("summarizer"),
        ),
        refused=ports.control.erased,
    )
    return Service(
        "summarizer",
        parts={"catalogue": watcher.run, "batcher": batcher.run, "reader": reader.run},
        checks={"batcher": batcher.check, "reader": reader.check, "bus": ports.bus.check},
    )
