"""A member of a Kafka consumer group with commits by hand. Made by `kafka.KafkaBus.consumer`.

The client tells of rebalances from a task of its own, and sends no heartbeat while it does so after an assignment.
Reading back a log can outlast a session, so `on_assigned` runs in a task here, with the partitions paused until it
returns; a rebalance that comes meanwhile waits for it a moment and then cancels it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener  # type: ignore[import-untyped]
from aiokafka import TopicPartition as KafkaPartition
from aiokafka import errors as kafka
from aiokafka.coordinator.assignors.range import RangePartitionAssignor  # type: ignore[import-untyped]
from aiokafka.structs import OffsetAndMetadata  # type: ignore[import-untyped]

from interarec.domain.errors import RetryLater, Unavailable
from interarec.platform.bus.kafka_errors import FENCED, answering, stopped, translate
from interarec.platform.bus.kafka_reader import as_record, foreign
from interarec.platform.bus.port import Listener, Record, TopicPartition
from interarec.platform.settings.schema import BusSettings

__all__ = ["KafkaConsumer"]

FETCH_WAIT_MS = 100
COMMIT_AGAIN_S = 0.1
ASSIGNING_LIMIT_S = 4.0
LEAVING_LIMIT_S = 3.0


class KafkaConsumer(ConsumerRebalanceListener):  # type: ignore[misc]
    """See `port.Consumer`. A failing listener is raised from `start` or the next `poll`."""

    def __init__(
        self,
        settings: BusSettings,
        group: str,
        topics: Sequence[str],
        listener: Listener,
        *,
        instance_id: str | None,
        limit_s: float,
    ) -> None:
        self._settings = settings
        self._group = group
        self._topics = list(topics)
        self._listener = listener
        self._instance_id = instance_id
        self._limit_s = limit_s
        self._client: AIOKafkaConsumer | None = None
        self._assigned: tuple[TopicPartition, ...] = ()
        self._paused: set[TopicPartition] = set()
        self._assigning: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()
        self._failure: Exception | None = None

    async def start(self) -> None:
        """Join the group; returns when the first assignment was taken in. Raises Unavailable."""
        self._client = self._build()
        self._settled.clear()
        self._failure = None
        try:
            async with answering(f"join {self._group}", self._limit_s + self._session_s):
                await self._client.start()
            await self._settled.wait()
            self._raise_failure()
        except BaseException:
            await self._close()
            raise

    @property
    def _session_s(self) -> float:
        return self._settings.session_timeout_ms / 1000

    def _build(self) -> AIOKafkaConsumer:
        client = AIOKafkaConsumer(
            bootstrap_servers=list(self._settings.servers),
            group_id=self._group,
            group_instance_id=self._instance_id,
            partition_assignment_strategy=(RangePartitionAssignor,),  # equal numbers of joined topics meet
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            heartbeat_interval_ms=self._settings.heartbeat_ms,
            session_timeout_ms=self._settings.session_timeout_ms,
            # A join is answered only when all members have come, which may take a whole session.
            request_timeout_ms=int((self._limit_s + self._session_s) * 1000),
            fetch_max_wait_ms=FETCH_WAIT_MS,
        )
        client.subscribe(self._topics, listener=self)
        return client

    @property
    def _open(self) -> AIOKafkaConsumer:
        if self._client is None:
            raise Unavailable(f"Kafka: the consumer of {self._group} is not started")
        return self._client

    async def poll(self, *, max_records: int, timeout_s: float) -> list[Record]:
        """See the port. While the broker is away it returns nothing; the client reconnects by itself."""
        self._raise_failure()
        client = self._open
        try:
            async with asyncio.timeout(timeout_s):  # a rebalance would hold getmany for longer
                found = await client.getmany(timeout_ms=int(timeout_s * 1000), max_records=max_records)
        except TimeoutError:
            return []
        except (kafka.KafkaError, kafka.ConsumerStoppedError, OSError) as error:
            raise translate(error, f"poll {self._group}") from error
        return [as_record(raw) for batch in found.values() for raw in batch]

    def pause(self, partitions: Iterable[TopicPartition]) -> None:
        """See the port."""
        chosen = [partition for partition in partitions if partition in self._assigned]
        self._paused.update(chosen)
        self._open.pause(*self._mine(chosen))

    def resume(self, partitions: Iterable[TopicPartition]) -> None:
        """See the port."""
        chosen = [partition for partition in partitions if partition in self._assigned]
        self._paused.difference_update(chosen)
        if self._settled.is_set():  # else they are resumed when on_assigned has returned
            self._open.resume(*self._mine(chosen))

    def seek(self, partition: TopicPartition, offset: int) -> None:
        """See the port; ignored for partitions that are not ours."""
        for source in self._mine([partition]):
            self._open.seek(source, offset)

    def position(self, partition: TopicPartition) -> int | None:
        """See the port."""
        for source in self._mine([partition]):
            # The public coroutine waits until there is a position; this one may be asked at any time.
            state = self._open._subscription.subscription.assignment.state_value(source)
            return int(state.position) if state.has_valid_position else None
        return None

    def _mine(self, partitions: Iterable[TopicPartition]) -> list[KafkaPartition]:
        assigned = self._open.assignment()
        return [source for source in map(foreign, partitions) if source in assigned]

    async def committed(self, partition: TopicPartition) -> int | None:
        """See the port."""
        client = self._open
        async with answering(f"ask what {self._group} has committed", self._limit_s, client):
            offset = await client.committed(foreign(partition))
        return None if offset is None else int(offset)

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """See the port. What could not be sent in the generation it was decided in is refused."""
        client = self._open
        generation = client._coordinator.generation
        if len(self._mine(offsets)) != len(offsets):
            raise RetryLater(f"Kafka: commit for {self._group}: not assigned", code=FENCED)
        request = {foreign(partition): OffsetAndMetadata(offset, "") for partition, offset in offsets.items()}
        async with answering(f"commit for {self._group}", self._limit_s, client):
            while True:
                if await self._sent(client, generation, request):
                    return
                await asyncio.sleep(COMMIT_AGAIN_S)

    async def _sent(
        self, client: AIOKafkaConsumer, generation: int, request: Mapping[KafkaPartition, OffsetAndMetadata]
    ) -> bool:
        """False when the coordinator was away and it may be tried again.

        The public call tries again by itself, over a rebalance too, and then names the new generation: the broker would
        take an offset that another owner has passed.
        """
        coordinator = client._coordinator
        await coordinator.ensure_coordinator_known()
        async with coordinator._commit_lock:
            if coordinator.generation != generation:
                raise kafka.CommitFailedError("decided in an earlier generation")
            try:
                await coordinator._do_commit_offsets(None, request)  # makes the request before it first waits
            except kafka.RebalanceInProgressError:
                raise
            except kafka.KafkaError as error:
                if not error.retriable:
                    raise
                return False
        return True

    async def stop(self) -> None:
        """See the port."""
        if self._client is None:
            return
        await self._revoke(self._assigned)
        await self._close()

    async def _close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        stopping = asyncio.ensure_future(client.stop())
        _, late = await asyncio.wait([stopping], timeout=LEAVING_LIMIT_S)
        if late:  # the broker is away: without its connections the client has nothing left to wait for
            await client._client.close()
        await stopped(stopping)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    async def on_partitions_revoked(self, revoked: set[KafkaPartition]) -> None:
        """Called by the client before it joins again."""
        await self._revoke([TopicPartition(*partition) for partition in revoked])

    async def _revoke(self, partitions: Sequence[TopicPartition]) -> None:
        self._settled.clear()
        if self._assigning is not None:
            # asyncio.wait neither cancels nor raises: a failure is kept by the task itself.
            await asyncio.wait([self._assigning], timeout=ASSIGNING_LIMIT_S)
            self._assigning.cancel()
            await asyncio.wait([self._assigning])
            self._assigning = None
        self._assigned = ()
        if partitions:
            await self._tell(self._listener.on_revoked(sorted(partitions)))

    async def on_partitions_assigned(self, assigned: set[KafkaPartition]) -> None:
        """Called by the client after it joined; nothing was fetched yet."""
        if self._client is None:
            return
        self._client.pause(*assigned)
        self._paused.clear()
        self._assigned = tuple(sorted(TopicPartition(*partition) for partition in assigned))
        self._assigning = asyncio.create_task(self._assign())

    async def _assign(self) -> None:
        await self._tell(self._listener.on_assigned(self._assigned))
        if self._client is not None and self._failure is None:
            self._client.resume(*self._mine(partition for partition in self._assigned if partition not in self._paused))
        self._settled.set()

    async def _tell(self, told: Awaitable[None]) -> None:
        """The client would only log what a listener raises; here it stops the next poll."""
        try:
            await told
        except Exception as error:  # noqa: BLE001 - handed on, whatever it is
            self._failure = error
