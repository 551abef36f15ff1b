"""`interarec demo --json`: what came of the story alone on stdout, the telling of it on stderr."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from interarec.cli import demonstration
from interarec.cli.app import app
from interarec.cli.shopping import say
from interarec.cli.world import World
from typer.testing import CliRunner


def demo(folder: Path, *words: str) -> Any:
    ports = ("--capture-port", "0", "--gateway-port", "0")
    return CliRunner().invoke(app, ["demo", "--data-dir", str(folder), *ports, *words])


def test_the_story_is_told_on_stderr_and_its_end_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(addresses: Mapping[str, str], _: World) -> dict[str, Any]:
        say("a shopper comes")
        return {"state": "summarised", "served": sorted(addresses)}

    monkeypatch.setattr(demonstration, "recorded", story)
    done = demo(tmp_path, "--once", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == {"state": "summarised", "served": ["capture", "gateway"]}
    assert "Shop demo: 384 invented items" in done.stderr
    assert "a shopper comes" in done.stderr


def test_json_has_an_end_to_wait_for(tmp_path: Path) -> None:
    done = demo(tmp_path, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--once" in done.stderr
