"""One way of working through a log by session, used by every worker: order kept, nothing lost, nothing doubled.

    work -> produce -> acknowledged -> done -> commit (offset of the oldest item not done)

and the output topic is the memory: on assignment the own output partition is read back, so that a worker knows what is
already done. `stage.py` is what a worker supplies, `core.py` decides (no I/O), `runner.py` carries out.
"""

from interarec.platform.keyed.core import KeyedCore
from interarec.platform.keyed.runner import KeyedRunner, RunnerSettings
from interarec.platform.keyed.stage import Entry, Finished, Moment, Output, Plan, Stage

__all__ = [
    "Entry",
    "Finished",
    "KeyedCore",
    "KeyedRunner",
    "Moment",
    "Output",
    "Plan",
    "RunnerSettings",
    "Stage",
]
