"""Where torch is: the interpreter that trains. Imports no torch; called by the command line and the laboratory."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import interarec
from interarec.domain.errors import Unavailable

__all__ = ["environment_with_torch", "python_with_torch"]

_KEEP = {"MALLOC_MMAP_THRESHOLD_": str(2**30), "MALLOC_TRIM_THRESHOLD_": str(2**31)}
"""Of glibc: a batch's logits (batch x items floats) are taken from memory that the last batch gave back, not from fresh
pages that must be cleared; a third of an epoch's time at 17,000 items."""


def python_with_torch() -> str:
    """This interpreter when it has torch, else that of INTERAREC_TRAIN_PYTHON or .venv-train. Raises Unavailable."""
    if find_spec("torch") is not None:
        return sys.executable
    project = Path(interarec.__path__[0]).resolve().parents[1]
    python = Path(os.environ.get("INTERAREC_TRAIN_PYTHON", project / ".venv-train" / "bin" / "python"))
    if not python.exists():
        raise Unavailable("training needs torch, which lives in an environment of its own: run `make train` first")
    return str(python)


def environment_with_torch() -> dict[str, str]:
    """The environment to start it in; what is set already holds."""
    return {**_KEEP, **os.environ}
