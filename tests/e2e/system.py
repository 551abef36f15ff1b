"""The whole system as processes on real Kafka, Redis and S3, as docker-compose.yml runs it. Used by the e2e tests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from interarec.platform.settings.schema import BusSettings

from tests.servers import KafkaServer, RedisServer, S3Server, ServiceProcess, run_command
from tests.servers.process import PROJECT

__all__ = ["CATALOGUE", "DEMO", "PURCHASES", "System", "environment", "running_system"]

DEMO = PROJECT / "services" / "interarec" / "lab" / "demo_data"
CATALOGUE = DEMO / "demo_catalogue.csv"
PURCHASES = DEMO / "demo_purchases.csv"
PARTITIONS = 6
VERIFY, SIGN, MASTER = (f"INTERAREC__SECURITY__{key}_KEY_FILE" for key in ("VERIFY", "SIGNING", "MASTER"))
KEYS = {
    "capture": (SIGN, VERIFY, MASTER),
    "summarizer": (VERIFY, MASTER),
    "recommender": (VERIFY, MASTER),
    "gateway": (VERIFY, MASTER),
}
"""The keys a service gets, the same as in docker-compose.yml; all others run without."""


@dataclass
class System:
    """What runs, and how to start more of it."""

    settings: Mapping[str, str]
    bus: BusSettings
    kafka: KafkaServer
    redis: RedisServer
    s3: S3Server
    services: dict[str, ServiceProcess] = field(default_factory=dict)
    make: Callable[[str, Mapping[str, str]], ServiceProcess] = ServiceProcess
    _all: list[ServiceProcess] = field(default_factory=list)

    def start(self, service: str, *, called: str | None = None, port: int | None = None, **more: str) -> ServiceProcess:
        """Start a service, wait until it is ready, and keep it under `called` (default: its name)."""
        withheld = {SIGN, VERIFY, MASTER} - set(KEYS.get(service, ()))
        given = {name: value for name, value in self.settings.items() if name not in withheld}
        process = self.make(service, {**given, **more})
        if port is not None:
            process.listen_on(port)
        self._all.append(process)
        self.services[called or service] = process.start()
        return process

    def close(self) -> None:
        """End all processes at once."""
        with ThreadPoolExecutor(len(self._all) or 1) as pool:
            for ended in [pool.submit(process.close) for process in self._all]:
                ended.result()

    def furnish(self) -> None:
        """Topics, bucket, catalogue and choice model."""
        self.run("topics", "create", "--bucket")
        self.run("catalogue", "import", str(CATALOGUE), "--site", "demo")
        self.run("choice", "fit", "--transactions", str(PURCHASES), "--site", "demo")

    def run(self, *arguments: str) -> None:
        """Run `interarec ARGUMENTS`, which must succeed."""
        done = run_command(*arguments, settings=self.settings)
        assert done.returncode == 0, f"interarec {' '.join(arguments)}: {done.stdout}{done.stderr}"


@contextmanager
def running_system(folder: Path, *services: tuple[str, str], **settings: str) -> Iterator[System]:
    """Servers, topics, bucket, catalogue, choice model and `services` (kind, name), all ready."""
    with ExitStack() as stack:
        kafka = stack.enter_context(KafkaServer())
        redis = stack.enter_context(RedisServer())  # a restart empties it
        s3 = stack.enter_context(S3Server())
        given = {**environment(folder, kafka, redis, s3), **settings}
        bus = BusSettings(servers=kafka.servers, partitions=PARTITIONS)
        system = System(given, bus, kafka, redis, s3)
        stack.callback(system.close)
        system.furnish()
        with ThreadPoolExecutor(len(services)) as pool:
            for started in [pool.submit(system.start, kind, called=name) for kind, name in services]:
                started.result()
        yield system


def environment(folder: Path, kafka: KafkaServer, redis: RedisServer, s3: S3Server) -> dict[str, str]:
    (folder / ".env.example").write_text((PROJECT / ".env.example").read_text())
    make = [str(PROJECT / "deploy" / "compose" / "make-secrets.sh"), str(folder)]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    secrets = folder / "deploy" / "compose" / "secrets"
    return {
        "INTERAREC__BUS__SERVERS": json.dumps(kafka.servers),
        "INTERAREC__BUS__PARTITIONS": str(PARTITIONS),
        "INTERAREC__BUS__SESSION_TIMEOUT_MS": "3000",  # how long a killed worker's partitions stay orphaned
        "INTERAREC__BUS__HEARTBEAT_MS": "300",
        "INTERAREC__CAPTURE__OPENING_BURST": "10000",  # all shoppers have one address
        "INTERAREC__BLOBS__ENDPOINT": s3.endpoint,
        "INTERAREC__BLOBS__ACCESS_KEY": s3.access_key,
        "INTERAREC__BLOBS__SECRET_KEY": s3.secret_key,
        "INTERAREC__STATE__URL": redis.url,
        SIGN: str(secrets / "signing_key.pem"),
        VERIFY: str(secrets / "verify_key.pem"),
        MASTER: str(secrets / "master_key"),
    }
