"""`make clean` removes what can be made again, and nothing of a shop's."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[3]


def test_cleaning_keeps_the_data_folder() -> None:
    command = ["make", "--no-print-directory", "-n", "clean"]  # a make inside a make tells its folder otherwise
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60)
    assert shlex.split(told.stdout) == ["rm", "-rf", ".venv", ".cache", "services/web/node_modules"]
