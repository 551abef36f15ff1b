"""The world as every service gets it: one value with all ports, built once per process by the CLI."""

from __future__ import annotations

from dataclasses import dataclass

from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Keys, Vault

__all__ = ["Ports"]


@dataclass(frozen=True, slots=True)
class Ports:
    """What a service may touch. `vault` is None in processes without the master key."""

    bus: Bus
    blobs: Blobs
    control: ControlBoard
    keys: Keys
    now: Now

    @property
    def vault(self) -> Vault:
        """The sealed objects. Raises ConfigurationError without a master key."""
        return Vault(self.blobs, self.keys.require_master_key(), self.now)
