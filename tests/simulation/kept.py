"""Answers of pure functions, kept while a schedule is played: the same record is decoded by each of its readers and
again by the checker, and the scripted model's one summary is read hundreds of times.

Each is a function of its arguments alone, and what it answers is frozen. Their own tests are elsewhere; here it matters
only when they are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType

from interarec.constraints import handler
from interarec.contracts.envelope import open_record
from interarec.gateway import publisher
from interarec.platform import control
from interarec.platform.keyed import core, recall

from tests.simulation import history

__all__ = ["answers_kept"]

_opened = lru_cache(maxsize=None)(open_record)
_decomposed = lru_cache(maxsize=64)(handler.decompose)

PLACES: tuple[tuple[ModuleType, str, Callable[..., object]], ...] = (
    *((module, "open_record", _opened) for module in (core, recall, publisher, control, history)),
    (handler, "decompose", _decomposed),
)
"""Who asks, by which name."""


@contextmanager
def answers_kept() -> Iterator[None]:
    """While it lasts; records are forgotten afterwards."""
    before = [vars(module)[name] for module, name, _ in PLACES]
    for module, name, kept in PLACES:
        vars(module)[name] = kept
    try:
        yield
    finally:
        for (module, name, _), plain in zip(PLACES, before, strict=True):
            vars(module)[name] = plain
        _opened.cache_clear()
