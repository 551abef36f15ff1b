"""Names of what every worker counts."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

__all__ = ["DEAD_LETTERS", "IN_WORK", "LAG_SECONDS", "OUTPUTS", "REBALANCES", "WAITING"]

OUTPUTS = Counter("interarec_stage_outputs_total", "messages produced and acknowledged", ["stage"])
DEAD_LETTERS = Counter("interarec_dead_letters_total", "messages sent to a dead-letter topic", ["stage"])
REBALANCES = Counter("interarec_rebalances_total", "assignments received", ["stage"])
WAITING = Gauge("interarec_stage_waiting", "messages received and not done", ["stage"])
IN_WORK = Gauge("interarec_stage_in_work", "jobs in work", ["stage"])
LAG_SECONDS = Gauge("interarec_lag_seconds", "age of the newest message when it was read", ["stage"])
