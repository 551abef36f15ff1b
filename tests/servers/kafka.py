"""Apache Kafka from its Maven jars: one node that is broker and controller."""

from __future__ import annotations

import shutil
import socket
import struct
import subprocess
from collections.abc import Sequence

from tests.servers.ports import free_port
from tests.servers.process import PROJECT, MissingPart, NotReady, Server

__all__ = ["KafkaServer"]

JARS = PROJECT / ".cache" / "kafka" / "lib"
CLUSTER = "AAAAAAAAQACAAAAAAAAAAQ"
JVM = ("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}{listened}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}{advertised}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT{mapped}
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
# After a SIGKILL the broker is let in again in 4 s, not in 12.
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
log.cleaner.dedupe.buffer.size=8388608
# Lets tests of vanished members use sessions of a second.
group.min.session.timeout.ms=500
# Tests make hundreds of partitions; the default maps 10 MiB of index for each.
log.index.size.max.bytes=65536
num.network.threads=2
num.io.threads=2
background.threads=2
"""


class KafkaServer(Server):
    """One Kafka node. Topics are not created by use; the data outlives `restart`."""

    name = "kafka"

    def __init__(self, doors: Sequence[tuple[int, int]] = ()) -> None:
        """`doors`: more ports to listen on, each with the port that is told to clients that come through it."""
        super().__init__()
        self.port = free_port()
        self._doors = doors
        self._controller = free_port()

    @property
    def servers(self) -> tuple[str, ...]:
        """Bootstrap addresses, as `settings.bus.servers` takes them."""
        return (f"127.0.0.1:{self.port}",)

    def command(self) -> Sequence[str]:
        """Formats the data folder at the first start."""
        if not (self.directory / "server.properties").exists():
            self._format()
        return [*self._java(), "kafka.Kafka", "server.properties"]

    def answers(self) -> bool:
        """Whether the broker is registered and let in: the metadata then lists it."""
        return _brokers(self.port) > 0

    def _java(self) -> list[str]:
        java = shutil.which("java")
        if java is None or not any(JARS.glob("kafka_*.jar")):
            raise MissingPart("Kafka for the tests is not installed: run `make setup` (deploy/dev/install-kafka.sh)")
        return [java, *JVM, "-cp", f"{JARS}/*"]

    def _format(self) -> None:
        java = self._java()
        properties = self.directory / "server.properties"
        doors = list(enumerate(self._doors))
        properties.write_text(
            PROPERTIES.format(
                port=self.port,
                controller=self._controller,
                data=self.directory / "data",
                listened="".join(f",DOOR{number}://127.0.0.1:{port}" for number, (port, _) in doors),
                advertised="".join(f",DOOR{number}://127.0.0.1:{told}" for number, (_, told) in doors),
                mapped="".join(f",DOOR{number}:PLAINTEXT" for number, _ in doors),
            )
        )
        done = subprocess.run(
            [*java, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(properties)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if done.returncode:
            properties.unlink()
            raise NotReady(f"kafka: formatting the data folder failed: {done.stdout}{done.stderr}")


def _brokers(port: int) -> int:
    """How many brokers the metadata of the node at `port` lists (request 3, version 1, no topics)."""
    request = struct.pack(">hhihi", 3, 1, 7, -1, 0)
    with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
        link.sendall(struct.pack(">i", len(request)) + request)
        answer = b""
        while len(answer) < 12:
            part = link.recv(4096)
            if not part:
                return 0
            answer += part
    _length, _correlation, brokers = struct.unpack(">iii", answer[:12])
    return int(brokers)
