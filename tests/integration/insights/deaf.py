"""`interarec` whose Faust consumer gets no records while a file named `deaf` lies in the folder it runs in.

Heartbeats, commits and everything else go on: the group sees a good member. Run as `python -m
tests.integration.insights.deaf serve insights`. Nothing of the product knows of it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers import ServiceProcess
from tests.servers.process import PROJECT

__all__ = ["DeafProcess"]

SIGN, SIGN_SEEN = Path("deaf"), Path("deaf-now")
LIMIT_S = 20.0


class DeafProcess(ServiceProcess):
    """The service, which stops to hear and hears again when told."""

    def command(self) -> Sequence[str]:
        """This module in place of the installed command."""
        return [str(Path(super().command()[0]).with_name("python")), "-m", __name__, "serve", self.name]

    def environment(self) -> Mapping[str, str]:
        """Where this module is found."""
        return {**super().environment(), "PYTHONPATH": str(PROJECT)}

    def be_deaf(self) -> None:
        """Returns when nothing is heard any more."""
        (self.directory / SIGN).touch()
        limit = time.monotonic() + LIMIT_S
        while not (self.directory / SIGN_SEEN).exists():
            assert time.monotonic() < limit, "the consumer fetches nothing anyway"
            time.sleep(0.05)

    def hear(self) -> None:
        """Hear again."""
        (self.directory / SIGN).unlink()


def main() -> None:
    """Plant it and run the command."""
    from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread  # noqa: PLC0415 - only this process is spoiled
    from interarec.cli.app import main as command  # noqa: PLC0415

    fetch = AIOKafkaConsumerThread._fetch_records

    def told() -> bool:
        deaf = SIGN.exists()
        if deaf:
            SIGN_SEEN.touch()
        return deaf

    async def nothing(self: Any, *words: Any, **named: Any) -> Any:
        if told():
            await asyncio.sleep(0.5)
            return {}
        return await fetch(self, *words, **named)

    vars_of: Any = AIOKafkaConsumerThread
    vars_of._fetch_records = nothing
    command()


if __name__ == "__main__":
    main()
