"""Settings: later places win, and anything unknown or unfinished stops the start with one clear line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from interarec.domain.errors import ConfigurationError
from interarec.platform.settings import load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:

    for name in list(os.environ):
        if name.startswith("INTERAREC__"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_defaults_serve_the_demo_site() -> None:
    settings = load_settings()
    assert settings.sites["demo"].keys == {"pk_demo": "public", "sk_demo": "secret"}
    assert (settings.capture.port, settings.gateway.port) == (8081, 8080)


def test_the_default_site_keeps_its_keys_when_another_setting_of_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__SITES__DEMO__ENABLED", "false")
    demo = load_settings().sites["demo"]
    assert (demo.enabled, demo.keys) == (False, {"pk_demo": "public", "sk_demo": "secret"})


def test_keys_that_are_given_are_the_only_ones() -> None:
    of_demo = load_settings(overrides={"sites": {"demo": {"keys": {"pk_own": "public"}}}})
    of_another = load_settings(overrides={"sites": {"shop": {"keys": {"pk_shop": "public"}}}})
    assert of_demo.sites["demo"].keys == {"pk_own": "public"}
    assert set(of_another.sites) == {"shop"}


def test_environment_wins_over_file_and_overrides_win_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "interarec.yaml").write_text("capture: {port: 1, interval_ms: 3000}\ngateway: {port: 2}\n")
    monkeypatch.setenv("INTERAREC__CAPTURE__PORT", "11")
    monkeypatch.setenv("INTERAREC__BUS__SERVERS", '["kafka:9092"]')
    settings = load_settings(overrides={"gateway": {"port": 22}})
    assert (settings.capture.port, settings.capture.interval_ms, settings.gateway.port) == (11, 3000, 22)
    assert settings.bus.servers == ("kafka:9092",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("capture: {prot: 1}", "capture.prot"),
        ("capture: {interval_ms: 200}", "capture.interval_ms"),
        ("sites: {demo: {keys: {demo: public}}}", "public keys start with pk_"),
        ("blobs: {secret_key: changeme}", "blobs.secret_key is a placeholder"),
        ("state: {url: 'redis://:change-me@host'}", "state.url is a placeholder"),
        ("- a list", "must hold sections"),
        ("a: [", "is not YAML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "interarec.yaml").write_text(text)
    with pytest.raises(ConfigurationError, match=said):
        load_settings()


def test_a_file_that_is_not_yaml_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "interarec.yaml").write_text("a: [\n")
    with pytest.raises(ConfigurationError) as told:
        load_settings()
    assert "line 2" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        load_settings(tmp_path / "missing.yaml")


def test_secrets_do_not_show() -> None:
    settings = load_settings(overrides={"models": {"api_key": "sk-very-secret"}})
    assert "very-secret" not in repr(settings)
    assert "very-secret" not in settings.model_dump_json()
