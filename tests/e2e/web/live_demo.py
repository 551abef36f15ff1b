"""The whole system as one embedded process with the demo data, started as a person would start it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

from interarec.lab.demo_catalogue import DATA_FOLDER

from tests.e2e.web.shopper import until

__all__ = ["LiveDemo"]

INTERAREC = Path(sys.executable).with_name("interarec")
# Reading ten pictures takes seconds on an idle machine and minutes on a busy one; here nothing may expire for that.
SETTINGS = {
    "INTERAREC__SUMMARIZER__EXPIRE_MS": "400000",
    "INTERAREC__SUMMARIZER__READER_THREADS": "2",
    "INTERAREC__SUMMARIZER__IDLE_MS": "4000",
    "INTERAREC_MODEL_ENDPOINTS": "loopback",
}


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class LiveDemo:
    """Use as a context manager; `url` is the gateway's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self.gateway_port, self.capture_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.gateway_port}"

    def __enter__(self) -> LiveDemo:
        self._run("catalogue", "import", str(DATA_FOLDER / "demo_catalogue.csv"))
        self._run("choice", "fit", "--transactions", str(DATA_FOLDER / "demo_purchases.csv"))
        ports = ["--capture-port", str(self.capture_port), "--gateway-port", str(self.gateway_port)]
        with (self._folder / "serve.log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(INTERAREC), "serve", "all", "--embedded", "--data-dir", str(self._data), *ports],
                cwd=self._folder,
                env={**os.environ, **SETTINGS},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(self._answers, "the gateway answers", limit_s=60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(20) == 0, (self._folder / "serve.log").read_text(encoding="utf-8")

    def _run(self, *arguments: str) -> str:
        command = [str(INTERAREC), *arguments, "--data-dir", str(self._data)]
        done = subprocess.run(command, cwd=self._folder, check=True, capture_output=True, text=True, timeout=60)
        return done.stdout

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "serve.log").read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{self.url}/shop/config.json", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError):
            return False
