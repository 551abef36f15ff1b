"""A server process: started, waited for, killed, frozen and started again. The base of the three servers."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.naming import unique

__all__ = ["PROJECT", "MissingPart", "NotReady", "Server"]

PROJECT = Path(__file__).resolve().parents[2]
LOGS = PROJECT / ".cache" / "test-servers"
KEPT_LOGS = 60


class MissingPart(RuntimeError):
    """A program the tests need is not installed; the message says how to install it."""


class NotReady(RuntimeError):
    """The server did not answer in time; the message carries the end of its log."""


class Server:
    """One server process on loopback. Subclasses give `command`, `answers` and `name`."""

    name = "server"
    ready_limit_s = 45.0
    stop_limit_s = 15.0

    def __init__(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix=f"interarec-{self.name}-"))
        LOGS.mkdir(parents=True, exist_ok=True)
        self.log = LOGS / f"{unique(self.name)}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> Sequence[str]:
        """The command line, each argument apart."""
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        """Variables added to the process's environment."""
        return {}

    def answers(self) -> bool:
        """Whether the server does its work now; may raise OSError for no."""
        raise NotImplementedError

    @property
    def pid(self) -> int | None:
        """Process id while running, frozen or not."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> Self:
        """Start and wait until it answers. Raises NotReady."""
        assert self.pid is None, f"{self.name} runs already"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                list(self.command()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                env={**os.environ, **self.environment()},
                start_new_session=True,  # a Ctrl-C meant for the tests must not take the servers first
            )
        atexit.register(self.kill)
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        """Return once it answers; NotReady when it ends or the limit passes first."""
        limit = time.monotonic() + self.ready_limit_s
        while time.monotonic() < limit:
            if self.pid is None:
                raise NotReady(f"{self.name} ended at start: {self._log_end()}")
            try:
                if self.answers():
                    return
            except OSError:
                pass  # not listening yet
            time.sleep(0.05)
        raise NotReady(f"{self.name} did not answer in {self.ready_limit_s:.0f} s: {self._log_end()}")

    def stop(self) -> None:
        """SIGTERM, then SIGKILL after `stop_limit_s`; nothing when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL, and wait until the ports are free."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """SIGSTOP, and wait until every thread stands: connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)
        limit = time.monotonic() + self.stop_limit_s
        while time.monotonic() < limit:
            if all(state == "T" for state in self._thread_states()):
                return
            time.sleep(0.01)
        raise NotReady(f"{self.name} did not stand still in {self.stop_limit_s:.0f} s")

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def restart(self, *, kill: bool = False) -> None:
        """End (`kill`: by SIGKILL) and start on the same ports with the same data."""
        if kill:
            self.kill()
        else:
            self.stop()
        self.start()

    def close(self) -> None:
        """Stop and remove the data; the log stays."""
        self.stop()
        atexit.unregister(self.kill)
        shutil.rmtree(self.directory, ignore_errors=True)
        _drop_old_logs()

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(how)
            process.send_signal(signal.SIGCONT)  # a frozen process would never see SIGTERM
        try:
            process.wait(self.stop_limit_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None

    def _signal(self, which: signal.Signals) -> None:
        assert self._process is not None, f"{self.name} does not run"
        self._process.send_signal(which)

    def _thread_states(self) -> list[str]:
        """One letter a thread, as /proc says it; the signal reaches them one after the other."""
        stats = Path(f"/proc/{self.pid}/task").glob("*/stat")
        return [stat.read_text().rpartition(") ")[2][0] for stat in stats]

    def _log_end(self) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return f"{text[-1500:]}\n(whole log: {self.log})"


def _drop_old_logs() -> None:
    """Keep the newest; several servers may end at once and drop the same ones."""
    by_age: list[tuple[float, Path]] = []
    for log in LOGS.glob("*.log"):
        with suppress(FileNotFoundError):
            by_age.append((log.stat().st_mtime, log))
    for _, old in sorted(by_age)[:-KEPT_LOGS]:
        old.unlink(missing_ok=True)
