"""deploy/dev/install-system.sh asks apt for what is missing and for nothing else. apt itself is recorded, not run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "deploy" / "dev" / "install-system.sh"
TOOLS = ("bash", "dirname", "env", "grep", "head", "id", "sed")


class Machine:
    """A PATH with only some programs, and an apt that writes down what it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = folder / "asked"
        self.known: tuple[str, ...] = ()
        # A copy: beside the original stands an environment that may hold a Redis of its own.
        self.script = folder / "project" / "deploy" / "dev" / SCRIPT.name
        self.script.parent.mkdir(parents=True)
        shutil.copy(SCRIPT, self.script)
        for tool in TOOLS:
            where = shutil.which(tool)
            assert where is not None
            (folder / tool).symlink_to(where)

    def program(self, name: str, script: str = "exit 0") -> None:
        """Put an executable called `name` on the PATH."""
        path = self.folder / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def run(self, *parts: str, root: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        self.program("apt-get", f'echo "$@" >>{self.asked}')
        candidates = " ".join(self.known)
        self.program("apt-cache", f'[[ " {candidates} " == *" $2 "* ]] && echo "  Candidate: 1"')
        (self.folder / "id").unlink()
        self.program("id", "echo 0" if root else "echo 1000")
        environment = {"PATH": str(self.folder), "HOME": os.environ["HOME"]}
        return subprocess.run(
            ["/bin/bash", str(self.script), *parts],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    @property
    def installed(self) -> list[str]:
        """Package names given to `apt-get install`."""
        if not self.asked.exists():
            return []
        last = self.asked.read_text().splitlines()[-1].split()
        return [word for word in last if word != "install" and not word.startswith("-")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing installed."""
    return Machine(tmp_path)


def test_nothing_missing_asks_apt_nothing(machine: Machine) -> None:
    machine.program("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2")
    machine.program("mvn")
    machine.program("redis-server")
    done = machine.run("kafka", "redis")
    assert (done.returncode, done.stdout, machine.installed) == (0, "", [])


@pytest.mark.parametrize(
    ("version", "asked"), [('"11.0.2"', ["openjdk-17-jre-headless"]), ('"1.8.0_392"', ["openjdk-17-jre-headless"])]
)
def test_an_old_java_is_not_enough_and_the_newest_there_is_chosen(
    machine: Machine, version: str, asked: list[str]
) -> None:
    machine.program("java", f"echo 'openjdk version {version} 2020-01-01' >&2")
    machine.program("mvn")
    machine.known = ("openjdk-17-jre-headless", "default-jre-headless")
    done = machine.run("kafka")
    assert machine.installed == asked
    assert done.returncode == 1, "an old Java that stays first in PATH must be said"
    assert "Java 17" in done.stderr


def test_without_root_it_says_what_to_install(machine: Machine) -> None:
    done = machine.run("kafka", "redis", root=False)
    assert done.returncode == 1
    assert "apt-get install openjdk-21-jre-headless maven redis-server" in done.stderr
    assert machine.installed == []


def test_each_part_brings_its_own_packages(machine: Machine) -> None:
    machine.known = ("openjdk-21-jre-headless", "chromium")
    machine.run("redis", "browser", "node")
    assert machine.installed == [
        *("redis-server", "chromium", "fontconfig", "fonts-dejavu-core", "fonts-liberation", "nodejs", "npm")
    ]


def test_an_unknown_part_is_a_usage_error(machine: Machine) -> None:
    done = machine.run("databases")
    assert done.returncode == 2
    assert "databases" in done.stderr
