"""Logs are JSON lines on stderr, ours and those of libraries alike."""

from __future__ import annotations

import json
import subprocess
import sys

SCRIPT = """
import logging
from interarec.platform.telemetry import configure_logs, get_logger
configure_logs("info", "json")
get_logger("capture").info("accepted", session="0f0f")
get_logger("capture").debug("not said")
logging.getLogger("aiokafka.cluster").warning("no leader for %s", "t-0")
logging.getLogger("aiokafka.cluster").info("not said")
"""


def test_every_line_is_json_with_component_level_and_time() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""
    ours, library = (json.loads(line) for line in done.stderr.splitlines())
    assert {key: ours[key] for key in ("component", "event", "level", "session")} == {
        "component": "capture",
        "event": "accepted",
        "level": "info",
        "session": "0f0f",
    }
    assert library["component"] == "aiokafka.cluster"
    assert library["event"] == "no leader for t-0"
    assert library["level"] == "warning"
    assert ours["timestamp"].endswith("Z")
