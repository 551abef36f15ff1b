"""docker-compose.yml as Docker Compose reads it: valid, hardened, pinned, and in the words of our settings."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from interarec.domain.errors import ConfigurationError
from interarec.platform.security.keys import load_keys
from interarec.platform.settings.load import load_settings
from interarec.platform.settings.schema import SecuritySettings, Settings

PROJECT = Path(__file__).parents[3]
PROMETHEUS = PROJECT / "deploy" / "observability" / "prometheus.yml"
CHECK = PROJECT / "deploy" / "dev" / "check-compose.sh"
SETTINGS = PROJECT / "deploy" / "compose" / "interarec.yaml"
OURS = ("capture", "constraints", "gateway", "insights", "recommender", "summarizer")


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CHECK), *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=110
    )


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services of the model that Compose makes of the file."""
    done = check("--print")
    assert done.returncode == 0, done.stderr
    return dict(yaml.safe_load(done.stdout)["services"])


def test_a_key_that_compose_does_not_know_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "docker-compose.yml"
    text = (PROJECT / "docker-compose.yml").read_text()
    bad.write_text(text.replace("    healthcheck: *health\n", "    healthchecks: *health\n", 1))
    done = check(str(bad))
    assert done.returncode == 1
    assert "healthchecks" in done.stderr


def test_a_dependency_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "docker-compose.yml"
    text = (PROJECT / "docker-compose.yml").read_text()
    bad.write_text(text.replace("  redis: {condition: service_healthy}", "  rediss: {condition: service_healthy}", 1))
    done = check(str(bad))
    assert done.returncode == 1
    assert "rediss" in done.stderr


def test_every_service_of_the_map_runs(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == {*OURS, "kafka", "redis", "objects", "init", "prometheus"}


def test_images_are_pinned_and_memory_is_limited(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        assert re.fullmatch(r"[a-z/]+:v?\d+\.\d+[\w.-]*", service["image"]), name
        assert int(service["mem_limit"]) >= 128 * 1024 * 1024, name
        assert service["pids_limit"] if name != "init" else True, name


def test_what_runs_is_healthy_only_by_a_check_and_starts_after_its_parts(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        assert (name == "init") != ("healthcheck" in service), name
    for name in OURS:
        conditions = {part: needed["condition"] for part, needed in services[name]["depends_on"].items()}
        assert conditions.pop("init") == "service_completed_successfully", name
        assert conditions.items() >= {"kafka": "service_healthy", "objects": "service_healthy"}.items(), name
        assert set(conditions.values()) == {"service_healthy"}, name


def test_no_process_is_more_than_it_must_be(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service.get("privileged"), name
    for name in (*OURS, "redis", "init", "prometheus"):
        assert services[name]["read_only"], name


def test_only_the_public_services_are_published_and_only_on_loopback(services: dict[str, dict[str, Any]]) -> None:
    published = {name: service["ports"] for name, service in services.items() if service.get("ports")}
    assert set(published) == {"capture", "gateway", "prometheus"}
    assert {port["host_ip"] for ports in published.values() for port in ports} == {"127.0.0.1"}
    for name in ("kafka", "redis", "objects"):
        assert set(services[name]["networks"]) == {"back"}


def test_private_keys_go_only_where_they_are_used(services: dict[str, dict[str, Any]]) -> None:
    holders = {
        secret: {name for name in OURS if any(s["source"] == secret for s in services[name].get("secrets", []))}
        for secret in ("signing_key", "verify_key", "master_key")
    }
    assert holders["signing_key"] == {"capture"}
    assert holders["master_key"] == holders["verify_key"] == {"capture", "summarizer", "recommender", "gateway"}


@pytest.mark.parametrize("name", [*OURS, "init"])
def test_the_environment_is_one_our_settings_know_and_its_placeholders_are_refused(
    services: dict[str, dict[str, Any]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in [variable for variable in os.environ if variable.startswith("INTERAREC__")]:
        monkeypatch.delenv(variable)
    environment = {key: value for key, value in services[name]["environment"].items() if value is not None}
    for key, value in environment.items():
        monkeypatch.setenv(key, str(value))
    with pytest.raises(ConfigurationError, match="placeholder"):
        load_settings(SETTINGS)
    for key, value in environment.items():
        monkeypatch.setenv(key, str(value).replace("change-me", "a-real-secret"))
    settings = load_settings(SETTINGS)
    assert settings.bus.servers == ("kafka:9092",)
    assert settings.blobs.endpoint == "objects:8333"
    assert settings.sites["demo"].keys == {"pk_demo": "public"}


def listening(name: str, settings: Settings) -> tuple[str, int]:
    """Host and port of the HTTP server of a service."""
    own = {
        "capture": (settings.capture.host, settings.capture.port),
        "gateway": (settings.gateway.host, settings.gateway.port),
        "summarizer": (settings.workers_host, settings.summarizer.port),
        "constraints": (settings.workers_host, settings.constraints.port),
        "recommender": (settings.workers_host, settings.recommender.port),
        "insights": (settings.workers_host, settings.insights_port),
    }
    return own[name]


def scraped() -> list[tuple[str, int]]:
    """Service and port of every target of Prometheus."""
    jobs = yaml.safe_load(PROMETHEUS.read_text())["scrape_configs"]
    targets = [target for job in jobs for static in job["static_configs"] for target in static["targets"]]
    return [(name, int(port)) for name, port in (target.split(":") for target in targets)]


def test_prometheus_scrapes_every_service() -> None:
    assert sorted(name for name, _ in scraped()) == sorted(OURS)


@pytest.mark.parametrize(("name", "port"), scraped())
def test_what_prometheus_scrapes_listens_on_the_network(
    services: dict[str, dict[str, Any]], name: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in [variable for variable in os.environ if variable.startswith("INTERAREC__")]:
        monkeypatch.delenv(variable)
    for key, value in services[name]["environment"].items():
        if value is not None:
            monkeypatch.setenv(key, str(value).replace("change-me", "a-real-secret"))
    assert listening(name, load_settings(SETTINGS)) == ("0.0.0.0", port)
    assert set(services[name]["networks"]) & set(services["prometheus"]["networks"])


def test_secrets_are_made_once_and_replace_every_placeholder(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text((PROJECT / ".env.example").read_text())
    make = [str(PROJECT / "deploy" / "compose" / "make-secrets.sh"), str(tmp_path)]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    made = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    set_lines = [line for line in (tmp_path / ".env").read_text().splitlines() if line and line[0] != "#"]
    assert not [line for line in set_lines if "change-me" in line]
    assert {path.name for path in made} == {
        *(".env.example", ".env", "signing_key.pem", "verify_key.pem", "master_key")
    }
    secrets = tmp_path / "deploy" / "compose" / "secrets"
    keys = load_keys(
        SecuritySettings(
            signing_key_file=secrets / "signing_key.pem",
            verify_key_file=secrets / "verify_key.pem",
            master_key_file=secrets / "master_key",
        )
    )
    assert keys.signer is not None
    assert len(keys.master_key or b"") == 32
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == made
