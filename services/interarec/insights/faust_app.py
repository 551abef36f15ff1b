"""The views on Kafka: a Faust agent per source topic and one table of windows with its changelog.

Run by `app.build_service`. Source topics must exist, with equal partition counts; Faust makes the changelog itself.
The table is in memory, so a started process, or one that is given a partition, reads the changelog of it first.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, cast

import faust
from faust.types import TP, EventT, StreamT

from interarec.contracts.topics import SCREENSHOTS
from interarec.domain.errors import Unavailable
from interarec.insights.intake import SOURCES, Views
from interarec.insights.restoring import Restoring
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import Now
from interarec.platform.settings.schema import BusSettings
from interarec.platform.telemetry import get_logger

__all__ = ["GROUP", "FaustViews"]

GROUP = "interarec.insights"
STOP_LIMIT_S = 5.0
COMMIT_S = 1.0


class _App(faust.App):
    """Faust without its folder: a table in memory leaves nothing on disk, and a container may have no place for it.

    `settled` is called when a share is restored and its partitions stand where they were committed.
    """

    settled: Callable[[], None]

    async def on_first_start(self) -> None:
        """Make no directories."""

    def on_rebalance_end(self) -> None:
        """See Faust: the last step after partitions moved."""
        super().on_rebalance_end()
        self.settled()


class FaustViews:
    """A member of the group that shares the partitions. `run` until cancelled; `check` raises until it keeps up."""

    def __init__(self, settings: BusSettings, bus: Bus, now: Now) -> None:
        self._settings = settings
        self._bus = bus
        self._now = now
        self._log = get_logger("insights")
        self._views: Views | None = None
        self._owned: frozenset[int] | None = None
        """Partitions whose windows are restored here; None while they are being shared out or restored."""

    async def check(self) -> None:
        """Raise Unavailable until the partitions given to this member are restored, and when it is deaf to them."""
        if self._owned is None or self._views is None:
            raise Unavailable("insights: the windows are being shared out or restored from the changelog")
        await self._views.check(self._owned)

    async def run(self) -> None:
        """Join, count and publish until cancelled. Raises Unavailable when Faust ends by itself."""
        while True:
            await self._be_member()
            self._log.warning("restoring stood still: joining anew")

    async def _be_member(self) -> None:
        """A membership, until restoring stands still: Faust may wait for ever for a changelog it has at hand."""
        app = await self._build()
        table: Any = app.Table("windows", partitions=app.conf.topic_partitions, help="partial sums")
        views = self._views = Views(self._bus, self._now, table, lambda partition: partition in (self._owned or ()))
        for topic in SOURCES:
            source = app.topic(
                topic.name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
            )  # fmt: skip
            app.agent(source, name=f"{GROUP}.{topic.name}")(_counting(views))
        self._watch_shares(app, views)
        tasks = [
            asyncio.create_task(views.publish(lambda: self._owned or ())),
            asyncio.create_task(_until_it_ends(app)),
            asyncio.create_task(self._until_it_stands_still(app)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            self._owned = None
            for task in tasks:
                task.cancel()
            await self._stop(app)

    async def _until_it_stands_still(self, app: faust.App) -> None:
        """Return when nothing more is restored although it must be."""
        recovery: Any = cast(Any, app.tables).recovery
        restoring = Restoring()
        still = False
        while not still:
            await asyncio.sleep(1.0)  # Faust tells of recovery by counters alone
            still = restoring.stands_still(done=self._owned is not None, left=recovery.active_remaining_total())

    async def _build(self) -> _App:
        settings = self._settings
        session_s = settings.session_timeout_ms / 1000
        return _App(
            GROUP,
            broker=";".join(f"aiokafka://{server}" for server in settings.servers),
            store="memory://",
            topic_partitions=(await self._bus.topics())[SCREENSHOTS.name],
            topic_replication_factor=settings.replication,
            topic_disable_leader=True,
            table_standby_replicas=0,
            broker_session_timeout=session_s,
            broker_heartbeat_interval=settings.heartbeat_ms / 1000,
            broker_request_timeout=max(session_s, 30.0),
            broker_commit_interval=COMMIT_S,
            consumer_group_instance_id=f"{settings.instance_id}-insights" if settings.instance_id else None,
            web_enabled=False,
            autodiscover=False,
        )

    def _watch_shares(self, app: Any, views: Views) -> None:
        """Follow which partitions are ours. The windows of a restored one are published once more, for the case that
        their last member ended before it said them."""
        given: set[int] = set()
        reading: list[asyncio.Task[None]] = []

        async def assigned(_: object, partitions: set[TP], **__: object) -> None:
            self._owned = None
            given.clear()
            given.update(one.partition for one in partitions if one.topic == SCREENSHOTS.name)

        async def revoked(_: object, partitions: set[TP], **__: object) -> None:
            self._owned = None

        async def restored(_: object, **__: object) -> None:
            views.restored()
            self._owned = frozenset(given)
            self._log.info("windows restored", partitions=sorted(given))

        def settled() -> None:
            if self._owned is not None:
                reading.append(asyncio.get_running_loop().create_task(_read_again(app, views, self._owned)))
                del reading[:-1]

        app.settled = settled
        app.on_partitions_assigned.connect(assigned)
        app.on_partitions_revoked.connect(revoked)
        app.on_rebalance_complete.connect(restored)

    async def _stop(self, app: faust.App) -> None:
        """Leave the group and commit. Without an answer from Kafka it is left undone: nothing is lost by that."""
        stopping = asyncio.ensure_future(app.stop())
        _, late = await asyncio.wait([stopping], timeout=STOP_LIMIT_S)
        if late:
            self._log.warning("Kafka does not answer: left without a commit")
            stopping.cancel()


async def _read_again(app: Any, views: Views, partitions: frozenset[int]) -> None:
    """Have Faust hand over once more what comes after the restored sums.

    Its committed offsets may lie behind what it dropped while partitions moved; only a write inside an agent reaches
    the changelog, so the records must come by the agents. What was counted already is known by its offset.
    """
    for topic in SOURCES:
        for partition in partitions:
            place = TopicPartition(topic.name, partition)
            await app.consumer.seek(TP(topic.name, partition), views.expected(place))


async def _until_it_ends(app: faust.App) -> None:
    await app.start()
    await app.wait_until_stopped()
    raise Unavailable(f"insights: Faust ended: {app.crash_reason!r}") from app.crash_reason


def _counting(views: Views) -> Callable[[StreamT[bytes]], Coroutine[Any, Any, None] | AsyncIterator[None]]:
    async def counting(stream: StreamT[bytes]) -> None:
        async for event in stream.events():
            await views.take(_record(event))

    return counting


def _record(event: EventT[bytes]) -> Record:
    message = event.message
    return Record(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp_ms=round(message.timestamp * 1000),
        key=message.key or b"",
        value=message.value,
    )
