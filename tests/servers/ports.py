"""Free loopback ports below the range the kernel gives to outgoing connections, so that they stay free until bound."""

from __future__ import annotations

import random
import socket

__all__ = ["free_port"]

LOWEST, HIGHEST = 10_500, 20_500
_rng = random.SystemRandom()
_given: set[int] = set()


def free_port(*, also: int = 0) -> int:
    """A port nobody listens on and that was not given out before; `also`: the port that much higher is free too."""
    for _ in range(200):
        port = _rng.randint(LOWEST, HIGHEST)
        if port not in _given and _is_free(port) and (not also or _is_free(port + also)):
            _given.add(port)
            return port
    raise OSError("no free loopback port found in 200 tries")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
