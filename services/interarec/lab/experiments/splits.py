"""Data folders made of a data folder: smaller training sets, and the last sessions held out for choosing.

Sizes are nested: a session of the smaller set is in every larger one. Called by `training`.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from interarec.ranking.sessions import SessionData, read_data, write_data

__all__ = ["VALIDATION", "nested", "size_folder", "validation_folder"]

VALIDATION = 0.1
"""Share of the training sessions, the last ones, on which everything is chosen."""


def nested(sessions: int, share: float, seed: int = 0) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Numbers of the sessions of a share, in order of time; those of a smaller share are among them."""
    order = np.random.default_rng(seed).permutation(sessions)
    return np.sort(order[: max(2, round(sessions * share))])


def size_folder(source: Path, share: float, target: Path) -> Path:
    """`source` with a share of its training sessions; test and items as they are."""
    if target.exists():
        return target
    data = read_data(source)
    kept = [_ids(data, data.train[int(number)]) for number in nested(len(data.train), share)]
    partial = target.with_suffix(".partial")
    write_data(partial, kept, [])
    for name in ("test.tsv.gz", "items.csv"):
        if (source / name).exists():
            shutil.copyfile(source / name, partial / name)
    partial.replace(target)
    return target


def validation_folder(source: Path, target: Path) -> Path:
    """The last tenth of the training sessions as test rows (last item held out), the rest as training."""
    if target.exists():
        return target
    data = read_data(source)
    train, held = ([_ids(data, session) for session in part] for part in data.train.held_out(VALIDATION))
    partial = target.with_suffix(".partial")
    write_data(partial, train, [(one[:-1], one[-1]) for one in held if len(one) > 1])
    if (source / "items.csv").exists():
        shutil.copyfile(source / "items.csv", partial / "items.csv")
    partial.replace(target)
    return target


def _ids(data: SessionData, clicks: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[str]:
    return [data.items[int(click)] for click in clicks]
