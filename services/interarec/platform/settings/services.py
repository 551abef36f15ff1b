"""Sections of the services, in the order of a screenshot"s way, and of the model they may ask."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from interarec.platform.settings.section import Section
from interarec.platform.settings.sites import SiteBudget
from interarec.platform.settings.values import HttpAddress, Port

__all__ = [
    "CanarySettings",
    "CaptureSettings",
    "ConstraintSettings",
    "GatewaySettings",
    "ModelSettings",
    "RecommenderSettings",
    "RetentionSettings",
    "SummarizerSettings",
]


class CaptureSettings(Section):
    """The capture service."""

    host: str = "127.0.0.1"
    port: Port = 8081
    interval_ms: int = Field(2_000, ge=1_000, le=10_000)
    max_bytes: int = Field(2 * 1024 * 1024, ge=1)
    max_pixels: int = Field(8_000_000, ge=1)
    media_types: tuple[str, ...] = ("image/png", "image/webp", "image/jpeg")
    burst: int = Field(20, ge=1, description="screenshots accepted at once per session")
    rate_per_s: float = Field(2.0, gt=0, description="screenshots per second per session after the burst")
    max_screenshots: int = Field(5_000, ge=1, description="per session")
    opening_burst: int = Field(1_000, ge=1, description="sessions one address opens at once with one public key")
    opening_rate_per_s: float = Field(50.0, gt=0, description="sessions per second of it after the burst")
    max_interactions: int = Field(200, ge=1, description="items in one interactions request")
    interaction_burst: int = Field(400, ge=1, description="interactions accepted at once per session")
    interaction_rate_per_s: float = Field(20.0, gt=0, description="interactions per second per session after the burst")
    gateway_url: HttpAddress = Field(
        "http://127.0.0.1:8080", description="public address of the gateway, for stream_url"
    )


class RetentionSettings(Section):
    """How long what is kept of sessions is kept; swept by capture."""

    session_hours: int = Field(168, ge=24, description="keys, images, traces, ratings and facts of a session")
    report_days: int = Field(365, ge=1, description="reports of erasures")
    sweep_interval_s: float = Field(600.0, gt=0, description="how often it is looked for what to remove")

    @property
    def session_age(self) -> timedelta:
        """How old an object of a session may get."""
        return timedelta(hours=self.session_hours)

    @property
    def report_age(self) -> timedelta:
        """How old a report may get."""
        return timedelta(days=self.report_days)

    @property
    def sweep_interval(self) -> timedelta:
        """From one sweep to the next."""
        return timedelta(seconds=self.sweep_interval_s)


class SummarizerSettings(Section):
    """Batching and reading."""

    port: Port = 8082
    engine: Literal["local", "openai"] = "local"
    batch_size: int = Field(10, ge=1, le=50)
    first_batch: int | None = Field(None, ge=1, description="size of a session's first batch; None: batch_size")
    idle_ms: int = Field(10_000, ge=500, description="log time without a screenshot that closes a batch")
    expire_ms: int = Field(30_000, ge=1, description="a manifest older than this is not read any more")
    concurrency: int = Field(2, ge=1, description="batches in work at once per process")
    buffer_factor: int = Field(
        500, ge=1, description="waiting batches (references only) per worker slot before a pause; fewer hide newer ones"
    )
    reader_threads: int = Field(1, ge=1)


class ModelSettings(Section):
    """An OpenAI-compatible server; used when an engine or a stage names it."""

    base_url: HttpAddress | None = None
    api_key: SecretStr | None = None
    api_key_file: Path | None = None
    vision_model: str = "gpt-4.1-mini"
    text_model: str = "gpt-4.1-mini"
    image_detail: Literal["low", "high", "auto"] | None = Field(
        None, description="of pictures sent; None: low where the local reader reads along, else high"
    )
    images_per_request: int = Field(10, ge=1, le=50)
    call_timeout_s: float = Field(15.0, gt=0)
    deadline_s: float = Field(20.0, gt=0, description="from the first attempt, retries included")
    attempts: int = Field(3, ge=1, le=5)
    max_tokens: int = Field(1_200, ge=1)
    structured: Literal["json_schema", "json_object", "none"] = "json_schema"
    concurrency: int = Field(16, ge=1)
    slow_p95_s: float = Field(12.0, gt=0, description="p95 of the last 20 calls from which fewer go out at once")
    instruction_file: Path | None = Field(None, description="an instruction for reading in place of the built-in one")
    confirm_with_reader: bool = Field(
        True, description="count a model's offers and filters only where the local reader finds them typed on the page"
    )
    budget: SiteBudget = Field(SiteBudget(), description="limits over all sites together")
    local_share: float = Field(
        0.25, gt=0, le=1, description="share of the budgets one process spends while Redis is away"
    )
    prompt_price_per_million: float = Field(0.0, ge=0, description="for cost estimates")
    completion_price_per_million: float = Field(0.0, ge=0)

    @field_validator("base_url", mode="before")
    @classmethod
    def _empty_is_none(cls, address: object) -> object:
        """A variable that is set to nothing, as a line of .env leaves it."""
        return address or None

    def detail(self, *, read_along: bool) -> Literal["low", "high", "auto"]:
        """The detail of pictures in force, where the local reader reads the same ones along or not."""
        return self.image_detail or ("low" if read_along else "high")


class ConstraintSettings(Section):
    """Summary to constraints."""

    port: Port = 8083
    engine: Literal["deterministic", "openai"] = "deterministic"
    concurrency: int = Field(16, ge=1)
    single_offer_low: float = Field(0.5, gt=0, le=1)
    single_offer_high: float = Field(1.5, ge=1)


class RecommenderSettings(Section):
    """Slates."""

    port: Port = 8084
    concurrency: int = Field(8, ge=1)
    min_interval_ms: int = Field(1_000, ge=0, description="at most one slate a session in this time")
    fold_minutes: int = Field(30, ge=1, description="how far back the session state is rebuilt")
    pool: int = Field(200, ge=1, description="K: candidates the session model hands to `rerank`")
    theta: float = Field(2.0, description="similarity term of `unified`")
    phi: float = Field(0.5, description="session-score term of `unified`")
    beta: float = Field(1.0, description="soft-constraint term of `unified` and `rerank`")
    similarity: Literal["lexical", "encoder"] = "lexical"
    encoder_dir: Path = Field(Path("models/encoder"), description="folder with model.onnx and tokenizer.json")
    wording: Literal["template", "openai"] = "template"
    artifact_poll_s: float = Field(
        2.0, gt=0, description="how often the pointers to catalogue and models are looked at"
    )


class GatewaySettings(Section):
    """The gateway."""

    host: str = "127.0.0.1"
    port: Port = 8080
    ping_interval_ms: int = Field(25_000, ge=1)
    connect_timeout_s: float = Field(10.0, gt=0, description="time to authenticate")
    buffer_limit: int = Field(256 * 1024, ge=1, description="bytes in the transport before 4008")
    drain_limit_s: float = Field(5.0, ge=0)
    max_frame: int = Field(64 * 1024, ge=1)
    max_connections: int = Field(20_000, ge=1)
    max_connections_per_address: int = Field(2_000, ge=1)
    capture_url: HttpAddress = Field(
        "http://127.0.0.1:8081", description="public address of capture, for the demo pages"
    )


class CanarySettings(Section):
    """A session of our own that walks the whole way every few seconds."""

    enabled: bool = Field(False, description="fly; the same in every process, since all must know its shop")
    interval_s: float = Field(5.0, ge=0.5, description="from one start to the next")
    limit_s: float = Field(15.0, gt=0, description="a canary under way for longer is lost")
    stale_s: float = Field(15.0, gt=0, description="without an arrival for this long the way counts as broken")
    capture_url: HttpAddress | None = Field(
        None, description="capture as the gateway reaches it; None: gateway.capture_url"
    )
