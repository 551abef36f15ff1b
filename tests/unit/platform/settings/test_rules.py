"""Settings that can never work stop the start, in one line that names the setting."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from interarec.cli.app import app
from interarec.domain.errors import ConfigurationError
from interarec.platform.security import origin_allowed
from interarec.platform.settings import load_settings
from typer.testing import CliRunner


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("INTERAREC__")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def refused(text: str) -> str:
    """What is said of a settings file: one line."""
    Path("interarec.yaml").write_text(text)
    with pytest.raises(ConfigurationError) as told:
        load_settings()
    said = str(told.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example/",
        "https://shop.example/path",
        "https://shop.example?x",
        "shop.example",
        "//shop.example",
        "*",
        "https://*",
        "https://*.shop.example",
        "https://shop.example:",
        "https://shop.example:0",
        "https://shop.example:65536",
        "https://shop.example:8*",
        "https://me@shop.example",
        "https:// shop.example",
        "",
    ],
)
def test_an_origin_that_can_match_nothing_is_refused(origin: str) -> None:
    said = refused(json.dumps({"sites": {"demo": {"origins": [origin]}}}))
    assert said.startswith("setting sites.demo.origins.0: ")
    assert "scheme://host" in said


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example",
        "HTTPS://Shop.Example:8443",
        "http://localhost:*",
        "http://[::1]:5173",
        "http://127.0.0.1",
        "chrome-extension://abcdef",
    ],
)
def test_an_origin_that_is_let_through_matches_what_it_says(origin: str) -> None:
    site = load_settings(overrides={"sites": {"demo": {"origins": [origin]}}}).sites["demo"]
    assert origin_allowed(origin.replace(":*", ":5173"), site.origins)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sites: {'Other Shop!': {}}", "setting sites: the name 'Other Shop!' must be 1 to 128 of"),
        ("sites: {a/b: {}}", "setting sites: the name 'a/b'"),
        (
            "sites: {one: {keys: {pk_same: public}}, two: {keys: {pk_same: public}}}",
            "setting sites: one and two have the same key",
        ),
        ("sites: {demo: {arms: {rerank: -0.1}}}", "setting sites.demo.arms.rerank: "),
        ("sites: {demo: {arms: {rerank: .nan}}}", "setting sites.demo.arms.rerank: "),
        ("sites: {demo: {arms: {rerank: .inf}}}", "setting sites.demo.arms.rerank: "),
        ("sites: {demo: {arms: {rerank: 0, unified: 0}}}", "setting sites.demo.arms: all shares are 0"),
        ("sites: {demo: {arms: {rerunk: 1}}}", "setting sites.demo.arms.rerunk: "),
        ("sites: {demo: {arms_disabled: [rerunk]}}", "setting sites.demo.arms_disabled.0: "),
        ("sites: {demo: {currency: Pound}}", "setting sites.demo.currency: "),
        ("sites: {demo: {currency: gbp}}", "setting sites.demo.currency: "),
        ("capture: {port: 65536}", "setting capture.port: "),
        ("gateway: {port: -1}", "setting gateway.port: "),
        ("summarizer: {port: 70000}", "setting summarizer.port: "),
        ("insights_port: 70000", "setting insights_port: "),
        ("capture: {max_bytes: 0}", "setting capture.max_bytes: "),
        ("capture: {rate_per_s: 0}", "setting capture.rate_per_s: "),
        ("capture: {rate_per_s: .nan}", "setting capture.rate_per_s: "),
        ("capture: {burst: -1}", "setting capture.burst: "),
        ("gateway: {ping_interval_ms: 0}", "setting gateway.ping_interval_ms: "),
        ("recommender: {artifact_poll_s: 0}", "setting recommender.artifact_poll_s: "),
        ("recommender: {theta: .nan}", "setting recommender.theta: "),
        ("models: {deadline_s: -1}", "setting models.deadline_s: "),
        ("summarizer: {expire_ms: 0}", "setting summarizer.expire_ms: "),
        ("capture: {gateway_url: 'ws://gateway:8080'}", "setting capture.gateway_url: "),
        ("capture: {gateway_url: 'gateway:8080'}", "setting capture.gateway_url: "),
        ("gateway: {capture_url: 'http://'}", "setting gateway.capture_url: "),
        ("models: {base_url: 'ftp://models/v1'}", "setting models.base_url: "),
        ("models: {base_url: 'http://models:99999/v1'}", "setting models.base_url: "),
        ("state: {url: 'http://redis:6379/0'}", "setting state.url: no Redis address"),
        ("state: {url: 'redis:6379'}", "setting state.url: no Redis address"),
        ("bus: {servers: []}", "setting bus.servers: "),
        ("bus: {servers: ['']}", "setting bus.servers.0: "),
        ("bus: {servers: ['http://kafka:9092']}", "setting bus.servers.0: "),
        ("blobs: {endpoint: 'http://objects:8333'}", "setting blobs.endpoint: "),
    ],
)
def test_a_setting_that_can_never_work_is_named(text: str, said: str) -> None:
    assert refused(text).startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "capture: {port: 0, gateway_url: 'http://127.0.0.1:0'}",
        "gateway: {capture_url: 'https://shop.example/capture'}",
        "state: {url: 'rediss://user:secret@redis.example:6380/1'}",
        "state: {url: 'unix:///run/redis.sock'}",
        "bus: {servers: ['[::1]:9092', 'kafka_1:9092', kafka.example]}",
        "models: {base_url: ''}",
        "sites: {demo: {arms: {rerank: 0, unified: 3}, arms_disabled: [assortment], currency: GBP}}",
        "sites: {Shop_1.de~test-2: {keys: {pk_a: public, sk_a: secret}}, b: {keys: {pk_b: public}}}",
    ],
)
def test_what_works_is_let_through(text: str) -> None:
    Path("interarec.yaml").write_text(text)
    load_settings()


def test_a_refused_address_of_redis_does_not_show_its_password() -> None:
    assert "hunter2" not in refused("state: {url: 'http://:hunter2@redis:6379'}")


def check() -> Result:
    return CliRunner().invoke(app, ["config", "check", "--json"])


@pytest.mark.parametrize(
    "setting",
    [
        "security.signing_key_file",
        "security.verify_key_file",
        "security.master_key_file",
        "models.api_key_file",
        "models.instruction_file",
    ],
)
def test_files_that_are_not_there_are_named_by_the_check(setting: str) -> None:
    section, name = setting.split(".")
    Path("interarec.yaml").write_text(f"{section}: {{{name}: /nowhere/file}}")
    done = check()
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"interarec: setting {setting}: /nowhere/file cannot be read: No such file or directory\n"


def test_a_key_file_that_holds_no_key_is_refused_by_the_check() -> None:
    Path("key.pem").write_text("no key")
    Path("interarec.yaml").write_text("security: {signing_key_file: key.pem}")
    done = check()
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_settings_without_files_are_sound() -> None:
    assert json.loads(check().stdout) == {"status": "ok"}
