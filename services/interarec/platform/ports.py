"""The world as every service gets it: one value with all ports, built once per process by the CLI."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from interarec.domain.errors import ConfigurationError
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Keys, Vault

__all__ = ["Ports"]


@dataclass(frozen=True)
class Ports:
    """What a service may touch. Processes that see neither images nor traces hold no keys."""

    bus: Bus
    blobs: Blobs
    control: ControlBoard
    keys: Keys | None
    now: Now

    @cached_property
    def vault(self) -> Vault:
        """The sealed objects, one key cache a process. Raises ConfigurationError without a master key."""
        return Vault(self.blobs, self.require_keys().require_master_key(), self.now)

    def require_keys(self) -> Keys:
        """The keys. Raises ConfigurationError in a process that was started without any."""
        if self.keys is None:
            raise ConfigurationError("this service needs keys: set security.verify_key_file and master_key_file")
        return self.keys
