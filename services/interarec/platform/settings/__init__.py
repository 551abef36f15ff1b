"""Settings: frozen values, read once at start, from `interarec.yaml` and INTERAREC__SECTION__KEY."""

from interarec.platform.settings.load import load_settings
from interarec.platform.settings.schema import (
    BlobSettings,
    BusSettings,
    CaptureSettings,
    ConstraintSettings,
    GatewaySettings,
    ModelSettings,
    RecommenderSettings,
    SecuritySettings,
    Settings,
    SiteBudget,
    SiteSettings,
    StateSettings,
    SummarizerSettings,
    TelemetrySettings,
)

__all__ = [
    "BlobSettings",
    "BusSettings",
    "CaptureSettings",
    "ConstraintSettings",
    "GatewaySettings",
    "ModelSettings",
    "RecommenderSettings",
    "SecuritySettings",
    "Settings",
    "SiteBudget",
    "SiteSettings",
    "StateSettings",
    "SummarizerSettings",
    "TelemetrySettings",
    "load_settings",
]
