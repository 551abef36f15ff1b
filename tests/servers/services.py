"""Our own services as real processes: `interarec serve NAME` on free ports against real servers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers.ports import free_port
from tests.servers.process import Server

__all__ = ["COMMAND", "ServiceProcess", "run_command"]

COMMAND = str(Path(sys.executable).parent / "interarec")
PORT_SETTINGS = {
    "capture": "INTERAREC__CAPTURE__PORT",
    "gateway": "INTERAREC__GATEWAY__PORT",
    "summarizer": "INTERAREC__SUMMARIZER__PORT",
    "constraints": "INTERAREC__CONSTRAINTS__PORT",
    "recommender": "INTERAREC__RECOMMENDER__PORT",
    "insights": "INTERAREC__INSIGHTS_PORT",
}


class ServiceProcess(Server):
    """One service; ready when its /health/ready says so. `settings` are INTERAREC__* variables."""

    ready_limit_s = 60.0
    stop_limit_s = 20.0

    def __init__(self, service: str, settings: Mapping[str, str]) -> None:
        self.name = service
        super().__init__()
        self._settings = dict(settings)
        self.listen_on(free_port())

    def listen_on(self, port: int) -> None:
        """Take this port from the next start on."""
        self.port = port
        self._settings[PORT_SETTINGS[self.name]] = str(port)

    @property
    def url(self) -> str:
        """Base address of its HTTP interface (workers: health and metrics)."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> Sequence[str]:
        """The same command as in an image."""
        return [COMMAND, "serve", self.name]

    def environment(self) -> Mapping[str, str]:
        """Nothing of the caller's INTERAREC__* settings reaches it but ours."""
        return self._settings

    def answers(self) -> bool:
        """Whether it says it is ready."""
        return self.health()[0] == 200

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status and body of /health/ready."""
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)


def run_command(*arguments: str, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `interarec ARGUMENTS` to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=100,
    )
