"""The whole system with the demo data: as one embedded process, or as processes on real Kafka, Redis and S3."""

from __future__ import annotations

import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.e2e.system import CATALOGUE, PURCHASES, running_system
from tests.e2e.web.shopper import until
from tests.servers import ServiceProcess
from tests.servers.ports import free_port
from tests.servers.services import COMMAND

__all__ = ["Demo", "embedded_demo", "real_demo"]

# Reading ten pictures takes seconds on an idle machine and minutes on a busy one; here nothing may expire for that.
SETTINGS = {
    "INTERAREC__SUMMARIZER__EXPIRE_MS": "400000",
    "INTERAREC__SUMMARIZER__READER_THREADS": "2",
    "INTERAREC__SUMMARIZER__IDLE_MS": "4000",
    "INTERAREC_MODEL_ENDPOINTS": "loopback",
}


class Demo(Protocol):
    """Where the demo shop is served."""

    url: str

    def restart_gateway(self) -> None:
        """Where the gateway is a process of its own, end it and start it again; else nothing."""


class EmbeddedDemo:
    """`interarec serve all --embedded`; `url` is the gateway's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        gateway_port, capture_port = free_port(), free_port()
        self._ports = ["--capture-port", str(capture_port), "--gateway-port", str(gateway_port)]
        self.url = f"http://127.0.0.1:{gateway_port}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        """From ready to an orderly end."""
        self._run("catalogue", "import", str(CATALOGUE))
        self._run("choice", "fit", "--transactions", str(PURCHASES))
        log = self._folder / "serve.log"
        with log.open("wb") as out:
            command = [COMMAND, "serve", "all", "--embedded", "--data-dir", str(self._data), *self._ports]
            environment = {**os.environ, **SETTINGS}
            process = subprocess.Popen(command, cwd=self._folder, env=environment, stdout=out, stderr=out)
        try:
            until(lambda: process.poll() is not None or answers(self.url), "the gateway answers", limit_s=60)
            assert process.poll() is None, log.read_text(encoding="utf-8")
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(20)
        assert ended == 0, log.read_text(encoding="utf-8")

    def _run(self, *arguments: str) -> None:
        command = [COMMAND, *arguments, "--data-dir", str(self._data)]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, timeout=60)

    def restart_gateway(self) -> None:
        """See `Demo`."""


class RealDemo:
    """One process a service; `url` is the gateway's."""

    def __init__(self, gateway: ServiceProcess) -> None:
        self._gateway = gateway
        self.url = gateway.url

    def restart_gateway(self) -> None:
        """See `Demo`."""
        self._gateway.restart()


@contextmanager
def embedded_demo(folder: Path) -> Iterator[Demo]:
    """Everything in one process."""
    demo = EmbeddedDemo(folder)
    with demo.serving():
        yield demo


@contextmanager
def real_demo(folder: Path) -> Iterator[Demo]:
    """Real Kafka, Redis and S3, and every service a process."""
    workers = [(name, name) for name in ("capture", "summarizer", "constraints", "recommender")]
    with running_system(folder, *workers, **SETTINGS) as system:
        capture_url = system.services["capture"].url
        yield RealDemo(system.start("gateway", INTERAREC__GATEWAY__CAPTURE_URL=capture_url))


def answers(url: str) -> bool:
    """Whether the gateway serves its pages."""
    try:
        with urllib.request.urlopen(f"{url}/shop/config.json", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError):
        return False
