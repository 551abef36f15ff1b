"""What the tests of the whole path share. Each module brings its own `system`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from interarec.platform.bus.kafka import KafkaBus

from tests.e2e.system import System


@pytest.fixture
async def log(system: System) -> AsyncIterator[KafkaBus]:
    """A client of the log that the services use."""
    bus = KafkaBus(system.bus)
    await bus.start()
    yield bus
    await bus.stop()
