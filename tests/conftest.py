"""What every run has: no calls to real models, and servers that start when a test first asks for them.

The servers are shared by the whole run; a test keeps apart by its own names (`unique`).
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # makes `tests.servers` importable under plain `pytest`

settings.register_profile("house", deadline=None)  # a deadline would be a timed assertion
settings.load_profile("house")

os.environ.setdefault("INTERAREC_MODEL_ENDPOINTS", "loopback")  # no test may call a real model server


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Keep looptime, a wrapper itself, from making an event loop for a synchronous test, which nobody would close."""
    if pyfuncitem.get_closest_marker("asyncio") is None:  # the function itself is wrapped and looks synchronous
        asyncio.set_event_loop(None)
    return (yield)


if TYPE_CHECKING:
    from tests.servers import KafkaServer, RedisServer, S3Server


@pytest.fixture(scope="session")
def kafka() -> Iterator[KafkaServer]:
    """Real Kafka. Do not kill or freeze this one: start your own with `KafkaServer()`."""
    from tests.servers import KafkaServer  # noqa: PLC0415 - unit runs need no clients

    with KafkaServer() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    """Real Redis without persistence. Do not kill or flush this one: start your own with `RedisServer()`."""
    from tests.servers import RedisServer  # noqa: PLC0415

    with RedisServer() as server:
        yield server


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """Real S3 (SeaweedFS). Take a bucket of your own by `s3.new_bucket()`."""
    from tests.servers import S3Server  # noqa: PLC0415

    with S3Server() as server:
        yield server
