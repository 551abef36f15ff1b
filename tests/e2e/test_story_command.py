"""`interarec demo --shopper` where there is no Chromium: the recorded story, and the slate follows each chapter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.ports import free_port

pytestmark = pytest.mark.timeout(900)


def test_without_chromium_the_recorded_story_is_told_and_followed(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("interarec")
    ports = ["--capture-port", str(free_port()), "--gateway-port", str(free_port())]
    done = subprocess.run(
        [command, "demo", "--shopper", "--once", "--data-dir", str(tmp_path / "data"), *ports],
        env={**os.environ, "PATH": str(command.parent)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if line.startswith("The shopper ")]
    assert [line.split(":")[0] for line in told] == [
        "The shopper browses dresses",
        "The shopper filters green, opens two dresses and compares them",
        "The shopper switches to headphones",
    ]
    assert "headphones" in done.stdout.splitlines()[-1]


def test_recording_without_a_shopper_is_refused(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("interarec")
    done = subprocess.run([command, "demo", "--record", str(tmp_path)], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "--shopper" in done.stderr
