"""How much is tried: a little in every run, more by `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

__all__ = ["EXAMPLES", "fuzz"]

EXAMPLES = int(os.environ.get("INTERAREC_FUZZ_EXAMPLES", "60"))
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="INTERAREC_FUZZ_EXAMPLES" not in os.environ,  # CI tries the same every time, `make fuzz` new ones
    suppress_health_check=list(HealthCheck),
)
