"""Where torch is: the interpreter that trains. Imports no torch; called by the command line and the laboratory."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import interarec
from interarec.domain.errors import Unavailable

__all__ = ["python_with_torch"]


def python_with_torch() -> str:
    """This interpreter when it has torch, else that of INTERAREC_TRAIN_PYTHON or .venv-train. Raises Unavailable."""
    if find_spec("torch") is not None:
        return sys.executable
    project = Path(interarec.__path__[0]).resolve().parents[1]
    python = Path(os.environ.get("INTERAREC_TRAIN_PYTHON", project / ".venv-train" / "bin" / "python"))
    if not python.exists():
        raise Unavailable("training needs torch, which lives in an environment of its own: run `make train` first")
    return str(python)
