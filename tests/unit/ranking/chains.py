"""Sessions with a known answer: steps on a ring of items that go on with a settable probability, else anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from interarec.ranking.sessions import SessionData, read_data, write_data


def ring_sessions(items: int, sessions: int, predictable: float, seed: int) -> list[list[str]]:
    """After item i comes i + 1 (the first after the last) with probability `predictable`, else any item."""
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(sessions):
        walk = [int(generator.integers(items))]
        for _ in range(int(generator.integers(2, 7))):
            onward = generator.random() < predictable
            walk.append((walk[-1] + 1) % items if onward else int(generator.integers(items)))
        found.append([f"i{item}" for item in walk])
    return found


def ring_data(folder: Path, *, items: int = 40, sessions: int = 600, predictable: float, seed: int = 1) -> SessionData:
    """A data folder of such sessions; the last click of each test session is held out."""
    test = ring_sessions(items, 200, predictable, seed + 1000)
    write_data(folder, ring_sessions(items, sessions, predictable, seed), [(one[:-1], one[-1]) for one in test])
    return read_data(folder)
