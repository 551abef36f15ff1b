"""One embedded server a data folder. Called by `serve --embedded` and `demo`, and by commands no server may miss.

The log of an embedded server is in its own memory: what another process says of a session it never hears. The kernel
takes the lock back when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interarec.domain.errors import Conflict, Unavailable

__all__ = ["held_alone"]

LOCK = "server.lock"


@contextmanager
def held_alone(data_dir: Path, advice: str) -> Iterator[None]:
    """Be the only one who serves, or erases, in `data_dir`, which is made when missing.

    Raises Conflict, which ends with `advice`, while another process does; Unavailable when the folder cannot be used.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        file = (data_dir / LOCK).open("ab")
    except OSError as error:
        raise Unavailable(f"the data folder {data_dir} cannot be used: {error.strerror or error}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(f"another process serves from the data folder {data_dir}; {advice}") from error
        yield
