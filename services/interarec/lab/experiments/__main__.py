"""`python -m interarec.lab.experiments SET SOURCE TARGET`: a public set as a data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from interarec.domain.errors import InvalidInput
from interarec.lab.experiments.data_folders import CONVERTERS


def main() -> int:
    """Exit code 0, or 2 for wrong input."""
    parser = argparse.ArgumentParser(prog="python -m interarec.lab.experiments")
    parser.add_argument("set", choices=CONVERTERS)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    try:
        CONVERTERS[arguments.set](arguments.source, arguments.target)
    except InvalidInput as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
