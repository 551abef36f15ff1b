"""Every setting with its unit, default and reason. Sections are frozen and refuse unknown keys.

The sections themselves are in `parts`, `sites` and `services`; everybody else takes them from here.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator

from interarec.domain.errors import InvalidInput
from interarec.domain.identifiers import checked_id
from interarec.platform.settings.parts import (
    BlobSettings,
    BusSettings,
    HttpSettings,
    SecuritySettings,
    StateSettings,
    TelemetrySettings,
)
from interarec.platform.settings.section import Section
from interarec.platform.settings.services import (
    CanarySettings,
    CaptureSettings,
    ConstraintSettings,
    GatewaySettings,
    ModelSettings,
    RecommenderSettings,
    RetentionSettings,
    SummarizerSettings,
)
from interarec.platform.settings.sites import SiteBudget, SiteSettings
from interarec.platform.settings.values import Port

__all__ = [
    "BlobSettings",
    "BusSettings",
    "CanarySettings",
    "CaptureSettings",
    "ConstraintSettings",
    "GatewaySettings",
    "HttpSettings",
    "ModelSettings",
    "RecommenderSettings",
    "RetentionSettings",
    "SecuritySettings",
    "Settings",
    "SiteBudget",
    "SiteSettings",
    "StateSettings",
    "SummarizerSettings",
    "TelemetrySettings",
]


class Settings(Section):
    """Everything a process needs to know, frozen."""

    data_dir: Path = Field(Path("data"), description="folder of an embedded run: keys, objects, catalogue")
    sites: dict[str, SiteSettings] = Field(
        default_factory=lambda: {"demo": SiteSettings(keys={"pk_demo": "public", "sk_demo": "secret"})}
    )
    bus: BusSettings = BusSettings()
    blobs: BlobSettings = BlobSettings()
    state: StateSettings = StateSettings()
    security: SecuritySettings = SecuritySettings()
    http: HttpSettings = HttpSettings()
    retention: RetentionSettings = RetentionSettings()
    canary: CanarySettings = CanarySettings()
    capture: CaptureSettings = CaptureSettings()
    gateway: GatewaySettings = GatewaySettings()
    summarizer: SummarizerSettings = SummarizerSettings()
    models: ModelSettings = ModelSettings()
    constraints: ConstraintSettings = ConstraintSettings()
    recommender: RecommenderSettings = RecommenderSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    workers_host: str = Field("127.0.0.1", description="where workers serve health and metrics")
    insights_port: Port = 8085

    @field_validator("sites")
    @classmethod
    def _names_and_keys_tell_sites_apart(cls, sites: dict[str, SiteSettings]) -> dict[str, SiteSettings]:
        holders: dict[str, str] = {}
        for name, site in sites.items():
            _checked_name(name)
            for key in site.keys:
                if key in holders:
                    raise ValueError(f"{holders[key]} and {name} have the same key {key[:6]}…; each needs its own")
                holders[key] = name
        return sites

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin that any site lists."""
        return tuple(origin for site in self.sites.values() for origin in site.origins)


def _checked_name(name: str) -> None:
    """Site names are parts of object keys and of channels."""
    try:
        checked_id(name, f"the name {name!r}")
    except InvalidInput as error:
        raise ValueError(str(error)) from error
