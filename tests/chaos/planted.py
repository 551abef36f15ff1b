"""`interarec` with faults put in on purpose: `python -m tests.chaos.planted FAULT,FAULT serve NAME`.

Used to test the checker. Nothing of the product knows of these; each is put in place in this process before the command
runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.servers import ServiceProcess
from tests.servers.process import PROJECT

__all__ = ["PLANTED", "planted_service"]

PLANTED: Mapping[str, Sequence[str]] = {
    "summarizer": ("dedupe without read-back", "spend without reserving"),
    "recommender": ("commit before work",),
    "gateway": ("publish without the newer-check",),
}
"""The faults of each service that has any."""


class PlantedProcess(ServiceProcess):
    """The same service with its faults."""

    def command(self) -> Sequence[str]:
        """This module in place of the installed command."""
        return [sys.executable, "-m", "tests.chaos.planted", ",".join(PLANTED[self.name]), "serve", self.name]

    def environment(self) -> Mapping[str, str]:
        """Where this module is found."""
        return {**super().environment(), "PYTHONPATH": str(PROJECT)}


def planted_service(service: str, settings: Mapping[str, str]) -> ServiceProcess:
    """As `System.make` takes it."""
    return (PlantedProcess if service in PLANTED else ServiceProcess)(service, settings)


def _no_read_back() -> None:
    from interarec.summarizer import app  # noqa: PLC0415 - only this process may be spoiled

    from tests.simulation.planted import NoReadBack  # noqa: PLC0415

    vars(app)["KeyedRunner"] = NoReadBack


def _commit_before_work() -> None:
    from interarec.recommender import app  # noqa: PLC0415

    from tests.simulation.planted import CommitsBeforeWork  # noqa: PLC0415

    vars(app)["KeyedRunner"] = CommitsBeforeWork


def _no_newer_check() -> None:
    from interarec.platform.state import redis  # noqa: PLC0415

    script = redis._script

    def careless(name: str) -> str:
        return script(name).replace("return {'stale'}", "local forgiven = true")

    redis._script = careless


def _no_reserving() -> None:
    from interarec.platform.chat import governor_redis  # noqa: PLC0415
    from interarec.platform.chat.governor import Charge, Hold  # noqa: PLC0415

    class Trusting(governor_redis.RedisLedger):
        """Looks at what was spent, and not at what is out, as the simulation's TrustingLedger."""

        async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
            return await super().reserve([replace(charge, amount=0) for charge in charges], ttl_s=ttl_s)

    vars(governor_redis)["RedisLedger"] = Trusting


PLANT: Mapping[str, Callable[[], None]] = {
    "dedupe without read-back": _no_read_back,
    "commit before work": _commit_before_work,
    "publish without the newer-check": _no_newer_check,
    "spend without reserving": _no_reserving,
}


def main(words: Sequence[str]) -> None:
    """Plant the faults and run the command."""
    from interarec.cli.app import main as command  # noqa: PLC0415

    for fault in words[0].split(","):
        PLANT[fault]()
    sys.argv = ["interarec", *words[1:]]
    command()


if __name__ == "__main__":
    main(sys.argv[1:])
