"""Real Kafka, Redis, S3, a scripted model and one process a service, linked through the fault proxy."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from interarec.platform.settings.schema import BusSettings

from tests.chaos.proxy import FaultProxy
from tests.chaos.spending import Budget, Call
from tests.e2e.shoppers import Shopper as Looks
from tests.e2e.shoppers import answer_for
from tests.e2e.system import PARTITIONS, System, environment
from tests.servers import Answer, Asked, KafkaServer, RedisServer, S3Server, ScriptedModel, Server, ServiceProcess
from tests.servers.model import COMPLETION_TOKENS
from tests.servers.ports import free_port

__all__ = ["LINKS", "PARTS", "SERVERS", "SERVICES", "Make", "World", "running_world"]

SERVICES = ("capture", "summarizer", "constraints", "recommender", "gateway")
SERVERS = ("kafka", "redis", "s3")
PARTS = (*SERVICES, *SERVERS)
LINKS = (
    *(f"{service}-kafka" for service in SERVICES),
    *(f"{service}-s3" for service in ("capture", "summarizer", "recommender", "gateway")),
    *(f"{service}-redis" for service in ("summarizer", "gateway")),
    *("summarizer-model", "shoppers-capture", "shoppers-gateway"),
)
READY_LIMIT_S = 150.0
"""A part comes back while hundreds of pages wait for it, on a machine that may be busy with other things."""
DISK_BYTES = 256 << 20
TOKENS_AN_IMAGE = 1_000
"""Less than the governor holds for one, as it is with real models."""
NOTHING_ELSE: Mapping[str, str] = {}
Make = Callable[[str, Mapping[str, str]], ServiceProcess]


class Thinking:
    """The model: right each time, after `pause_s`. Notes when it was asked, and what it said that cost."""

    def __init__(self, crowd: Sequence[Looks], pause_s: float) -> None:
        self._crowd = crowd
        self._lock = threading.Lock()
        self.pause_s = pause_s
        self.calls: list[Call] = []

    def __call__(self, asked: Asked) -> Answer:
        """What a good model says of these pictures."""
        with self._lock:
            prompt = TOKENS_AN_IMAGE * len(asked.images)
            self.calls.append(Call(time.time(), prompt + COMPLETION_TOKENS))
        time.sleep(self.pause_s)  # the model's own time
        return replace(answer_for(self._crowd, asked), prompt_tokens=prompt)


@dataclass
class World:
    """All that runs. `disk` is where the object store keeps its data when that is a file system of its own.

    `budget` is what the model may cost.
    """

    system: System
    proxy: FaultProxy
    model: ScriptedModel
    thinking: Thinking
    disk: Path | None
    budget: Budget | None = None
    full: list[Path] = field(default_factory=list)

    @property
    def capture(self) -> str:
        """Address for shoppers."""
        return f"http://127.0.0.1:{self.proxy.port_of['shoppers-capture']}"

    @property
    def gateway(self) -> str:
        """Address for shoppers."""
        return f"http://127.0.0.1:{self.proxy.port_of['shoppers-gateway']}"

    def part(self, name: str) -> Server:
        """A server or a service."""
        servers: dict[str, Server] = {"kafka": self.system.kafka, "redis": self.system.redis, "s3": self.system.s3}
        return servers.get(name) or self.system.services[name]

    def fill_disk(self) -> None:
        """Leave the object store no room: a file takes what is free. Without a disk of its own, writes are refused."""
        if self.disk is None:
            for link in LINKS:
                if link.endswith("-s3"):
                    self.proxy.tell(link, "refuse-writes")
            return
        ballast = self.disk / "ballast"
        self.full.append(ballast)
        with ballast.open("wb") as file:
            try:
                while True:
                    file.write(bytes(1 << 20))
                    file.flush()
            except OSError:
                return

    def empty_disk(self) -> None:
        """Room again."""
        for link in LINKS if self.disk is None else ():
            if link.endswith("-s3"):
                self.proxy.tell(link, "pass")
        while self.full:
            self.full.pop().unlink(missing_ok=True)


@contextmanager
def running_world(
    crowd: Sequence[Looks],
    *,
    pause_s: float = 0.1,
    make: Make = ServiceProcess,
    settings: Mapping[str, str] = NOTHING_ELSE,
    budget: Budget | None = None,
    small_disk: bool = True,
) -> Iterator[World]:
    """Everything, ready. `make` builds the service processes (planted faults put others in place).

    With `small_disk` the object store's disk can be filled; minutes of overload need more room.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="interarec-chaos-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        proxy = FaultProxy(LINKS)
        doors = {service: free_port() for service in SERVICES}
        told = [(doors[service], proxy.port_of[f"{service}-kafka"]) for service in SERVICES]
        kafka = KafkaServer(told)
        kafka.ready_limit_s = READY_LIMIT_S
        stack.enter_context(kafka)
        redis = stack.enter_context(RedisServer())  # a restart empties it
        s3 = S3Server()
        s3.ready_limit_s = READY_LIMIT_S
        disk = stack.enter_context(_disk(s3.data)) if small_disk else None
        stack.enter_context(s3)
        thinking = Thinking(crowd, pause_s)
        model = stack.enter_context(ScriptedModel(thinking))
        given = {
            **environment(folder, kafka, redis, s3),
            **_settings(),
            **settings,
            **(budget.settings if budget else {}),
        }
        system = System(
            given, BusSettings(servers=kafka.servers, partitions=PARTITIONS), kafka, redis, s3, make=_patient(make)
        )
        stack.callback(system.close)
        system.furnish()
        targets = {"s3": s3.port, "redis": redis.port, "model": int(model.base_url.split(":")[2].split("/")[0])}
        proxy.ways = {link: doors[link.split("-")[0]] for link in LINKS if link.endswith("-kafka")}
        proxy.ways |= {link: targets[link.split("-")[1]] for link in LINKS if link.split("-")[1] in targets}
        ports = {name: free_port() for name in ("capture", "gateway")}
        proxy.ways |= {f"shoppers-{name}": port for name, port in ports.items()}
        stack.enter_context(proxy)
        with ThreadPoolExecutor(len(SERVICES)) as pool:
            for started in [
                pool.submit(system.start, name, port=ports.get(name), **_links(name, proxy)) for name in SERVICES
            ]:
                started.result()
        yield World(system, proxy, model, thinking, disk, budget)


def _patient(make: Make) -> Make:
    def made(service: str, settings: Mapping[str, str]) -> ServiceProcess:
        process = make(service, settings)
        process.ready_limit_s = READY_LIMIT_S
        return process

    return made


def _settings() -> dict[str, str]:
    return {
        "INTERAREC__CANARY__ENABLED": "false",  # the log must get quiet between seeds
        "INTERAREC__SUMMARIZER__ENGINE": "openai",
        "INTERAREC__SUMMARIZER__BATCH_SIZE": "4",
        "INTERAREC__SUMMARIZER__IDLE_MS": "2500",
        "INTERAREC__SUMMARIZER__EXPIRE_MS": "120000",
        "INTERAREC__SUMMARIZER__CONCURRENCY": "8",
        "INTERAREC__MODELS__API_KEY": "scripted",
        "INTERAREC__MODELS__CONFIRM_WITH_READER": "false",  # flat pictures: nothing is typed on them
        "INTERAREC__MODELS__CALL_TIMEOUT_S": "3",
        "INTERAREC__MODELS__DEADLINE_S": "8",
        "INTERAREC__CAPTURE__RATE_PER_S": "100",
        "INTERAREC__CAPTURE__BURST": "100",
        "INTERAREC__CAPTURE__OPENING_BURST": "10000",  # the whole crowd has one address
        "INTERAREC__RECOMMENDER__MIN_INTERVAL_MS": "300",
        "INTERAREC__GATEWAY__PING_INTERVAL_MS": "2000",
    }


def _links(service: str, proxy: FaultProxy) -> dict[str, str]:
    """The settings that lead `service` through the proxy."""
    through = {"INTERAREC__BUS__SERVERS": json.dumps([f"127.0.0.1:{proxy.port_of[f'{service}-kafka']}"])}
    if f"{service}-s3" in LINKS:
        through["INTERAREC__BLOBS__ENDPOINT"] = f"127.0.0.1:{proxy.port_of[f'{service}-s3']}"
    if f"{service}-redis" in LINKS:
        through["INTERAREC__STATE__URL"] = f"redis://127.0.0.1:{proxy.port_of[f'{service}-redis']}/0"
    if service == "summarizer":
        through["INTERAREC__MODELS__BASE_URL"] = f"http://127.0.0.1:{proxy.port_of['summarizer-model']}/v1"
    return through


@contextmanager
def _disk(folder: Path) -> Iterator[Path | None]:
    """A small file system at `folder`; None where we may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)
        shutil.rmtree(folder.parent, ignore_errors=True)
