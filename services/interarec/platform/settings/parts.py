"""Sections of what every process runs on: log, object store, state, keys, doors, logs."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from interarec.platform.settings.section import Section
from interarec.platform.settings.values import RedisAddress, Server

__all__ = ["BlobSettings", "BusSettings", "HttpSettings", "SecuritySettings", "StateSettings", "TelemetrySettings"]


class BusSettings(Section):
    """The log."""

    servers: tuple[Server, ...] = Field(("127.0.0.1:9092",), min_length=1)
    partitions: int = Field(12, ge=1, description="of every joined topic, used when creating")
    replication: int = Field(1, ge=1)
    session_timeout_ms: int = Field(10_000, ge=1, description="a dead worker's partitions move after this")
    heartbeat_ms: int = Field(500, ge=1, description="also how fast a rebalance is noticed")
    instance_id: str | None = Field(None, description="group_instance_id: restarts without a rebalance")

    def member_of(self, stage: str) -> str | None:
        """The group_instance_id of this process in the group of `stage`; None without static membership."""
        return f"{self.instance_id}-{stage}" if self.instance_id else None


class BlobSettings(Section):
    """The object store."""

    endpoint: Server = "127.0.0.1:8333"
    bucket: str = "interarec"
    access_key: SecretStr = SecretStr("")
    secret_key: SecretStr = SecretStr("")
    secure: bool = False
    region: str = "us-east-1"


class StateSettings(Section):
    """Redis: the publisher's, the gateway's and the governor's memory."""

    url: RedisAddress = SecretStr("redis://127.0.0.1:6379/0")


class SecuritySettings(Section):
    """Keys. Secrets may come from files by `*_file`."""

    signing_key: SecretStr | None = Field(None, description="PEM Ed25519 private key; capture and CLI only")
    signing_key_file: Path | None = None
    verify_keys: dict[str, str] = Field(default_factory=dict, description="kid -> PEM public key")
    verify_key_file: Path | None = Field(None, description="PEM public key")
    master_key: SecretStr | None = Field(None, description="base64 of 32 bytes; wraps session keys")
    master_key_file: Path | None = None
    issuer: str = "interarec"
    token_ttl_s: int = Field(600, ge=30, le=600)
    renew_grace_s: int = Field(1800, ge=0, description="an expired token may be renewed this long")


class HttpSettings(Section):
    """The doors of all services."""

    header_timeout_s: float = Field(10.0, gt=0, description="a connection must send whole headers within this time")
    max_connections_per_address: int = Field(1_000, ge=1, description="open HTTP connections of one address")
    trusted_proxies: tuple[str, ...] = Field(
        (), description="addresses or networks whose X-Forwarded-For is believed, and who may hold any number"
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in proxies:
            ip_network(proxy, strict=False)
        return proxies


class TelemetrySettings(Section):
    """Logs."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "json"
