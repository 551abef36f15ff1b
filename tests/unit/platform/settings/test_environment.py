"""The environment: whatever stands in it, settings or one line that names the variable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from interarec.domain.errors import ConfigurationError
from interarec.platform.settings import load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("INTERAREC__")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def refused() -> str:
    with pytest.raises(ConfigurationError) as told:
        load_settings()
    assert "\n" not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize("turn", [1, -1])
def test_a_text_and_a_part_of_it_cannot_both_be_set(monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    both = {"INTERAREC__SITES__DEMO": "x", "INTERAREC__SITES__DEMO__ENABLED": "false"}
    for name in list(both)[::turn]:
        monkeypatch.setenv(name, both[name])
    said = refused()
    assert "INTERAREC__SITES__DEMO__ENABLED sets a part of INTERAREC__SITES__DEMO," in said


@pytest.mark.parametrize("turn", [1, -1])
def test_a_part_wins_over_the_whole_in_any_order(monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    both = {
        "INTERAREC__SITES": '{"demo": {"enabled": true, "capacity": 4}}',
        "INTERAREC__SITES__DEMO__ENABLED": "false",
    }
    for name in list(both)[::turn]:
        monkeypatch.setenv(name, both[name])
    demo = load_settings().sites["demo"]
    assert (demo.enabled, demo.capacity) == (False, 4)


@pytest.mark.parametrize("text", ['["a', "{a: [}", "[2001-99-99]", "[" * 3_000])
def test_a_list_that_is_not_json_names_its_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("INTERAREC__BUS__SERVERS", text)
    assert refused().startswith("INTERAREC__BUS__SERVERS is not JSON: ")


@pytest.mark.parametrize("secret", ["[abc", "{abc", "[1, 2]", '{"a": 1}'])
def test_a_secret_may_begin_with_a_bracket(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    for name in ("BLOBS__SECRET_KEY", "MODELS__API_KEY", "SECURITY__MASTER_KEY"):
        monkeypatch.setenv(f"INTERAREC__{name}", secret)
    settings = load_settings()
    held = (settings.blobs.secret_key, settings.models.api_key, settings.security.master_key)
    assert [one.get_secret_value() if one else None for one in held] == [secret] * 3


def test_plain_texts_and_paths_may_begin_with_a_bracket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__DATA_DIR", "[data]")
    monkeypatch.setenv("INTERAREC__SITES__DEMO__EXPERIMENT", "[spring]")
    monkeypatch.setenv("INTERAREC__SECURITY__VERIFY_KEYS__K", "{pem}")
    monkeypatch.setenv("INTERAREC__GATEWAY__HOST", "[::]")
    settings = load_settings()
    assert settings.data_dir == Path("[data]")
    assert settings.sites["demo"].experiment == "[spring]"
    assert settings.security.verify_keys == {"k": "{pem}"}
    assert settings.gateway.host == "[::]"


def test_lists_and_mappings_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__SITES__DEMO__NEVER", '{"brand": ["Acme"]}')
    monkeypatch.setenv("INTERAREC__SITES__DEMO__ARMS", "{rerank: 0.5}")
    monkeypatch.setenv("INTERAREC__SITES__DEMO__BUDGET", '{"tokens_per_day": 7}')
    demo = load_settings().sites["demo"]
    assert (demo.never, demo.arms, demo.budget.tokens_per_day) == ({"brand": ("Acme",)}, {"rerank": 0.5}, 7)


def test_a_settings_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "interarec.yaml").mkdir()
    assert refused() == "settings file interarec.yaml cannot be read: Is a directory"


def test_a_date_that_is_none_in_a_settings_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "interarec.yaml").write_text("sites: {demo: {experiment: 2001-99-99}}")
    assert refused().startswith("settings file interarec.yaml is not YAML: ")
