"""What the core asks its driver to do."""

from __future__ import annotations

from dataclasses import dataclass

from interarec.platform.bus.port import Record
from interarec.platform.keyed.lane import Job

__all__ = ["Action", "Bury", "Cancel", "Probe", "Recall", "Send", "Work"]


@dataclass(frozen=True, slots=True)
class Work:
    """Start the stage's work for `job`."""

    job: Job


@dataclass(frozen=True, slots=True)
class Send:
    """Send the next unsent output of `job` and report the acknowledgement."""

    job: Job


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the work of `job`; whatever it still yields is dropped."""

    job: Job


@dataclass(frozen=True, slots=True)
class Bury:
    """Send the raw record to its dead-letter topic and report with `buried`."""

    record: Record
    error: BaseException
    attempts: int


@dataclass(frozen=True, slots=True)
class Recall:
    """Read the own output partition (and inputs before the commit) back into the lane, then report `recalled`."""

    lane: int


@dataclass(frozen=True, slots=True)
class Probe:
    """Fetch the end offsets of the lane's inputs and report them with the time before the fetch."""

    lane: int


Action = Work | Send | Cancel | Bury | Recall | Probe
