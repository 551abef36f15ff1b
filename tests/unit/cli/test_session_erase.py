"""`interarec session erase`: only what the site has, and never behind the back of a running embedded server."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from interarec.cli.app import app
from interarec.cli.data_folder import held_alone
from interarec.cli.world import embedded_server, embedded_world
from interarec.domain.errors import Conflict
from interarec.domain.identifiers import session_hash
from interarec.platform.control import ControlBoard
from interarec.platform.settings import Settings
from typer.testing import CliRunner

SID = "s-real"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INTERAREC__")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INTERAREC__SITES", '{"demo": {}, "rival": {"keys": {"pk_rival": "public"}}}')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in which the site `rival` has a session with one sealed image."""
    made = tmp_path / "shop"

    async def visit() -> None:
        async with embedded_world(Settings(data_dir=made)) as world:
            await world.ports.vault.create("rival", SID)
            await world.ports.vault.put("rival", SID, f"images/rival/{SID}/0", b"pixels")
            await world.ports.blobs.put(f"sessions/rival/{SID}", b"{}")

    asyncio.run(visit())
    return made


def erase(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["session", "erase", *words, "--data-dir", str(folder), "--json"])


def objects(folder: Path) -> list[Path]:
    return [path for path in (folder / "objects").rglob("*") if path.is_file() and SID in str(path)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((SID,), "no session of this id at site demo"),
        ((SID, "--site", "nobody"), "no site 'nobody'"),
        (("s-other", "--site", "rival"), "no session of this id at site rival"),
    ],
)
def test_a_session_the_site_does_not_have_is_refused_and_nothing_is_said_of_it(
    folder: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words_said: list[object] = []

    async def hear(*told: object, **_: object) -> None:
        words_said.append(told)

    monkeypatch.setattr(ControlBoard, "set", hear)
    done = erase(folder, *words)
    assert (done.exit_code, done.stdout, words_said) == (1, "", [])
    assert said in done.stderr
    assert len(objects(folder)) == 3


def test_the_report_says_what_was_found_and_a_repetition_gives_it_again(folder: Path) -> None:
    first = erase(folder, SID, "--site", "rival")
    assert first.exit_code == 0, first.stderr
    report = json.loads(first.stdout)
    assert (report["status"], report["by"], report["key_destroyed"]) == ("done", "cli", True)
    assert report["removed"] == {"images": 1, "traces": 0, "ratings": 0, "keys": 1, "sessions": 1}
    assert objects(folder) == []
    assert json.loads(erase(folder, SID, "--site", "rival").stdout) == report


def test_a_key_that_was_not_there_was_not_destroyed(folder: Path) -> None:
    (folder / "objects" / "keys" / "rival" / SID).unlink()
    report = json.loads(erase(folder, SID, "--site", "rival").stdout)
    assert (report["key_destroyed"], report["removed"]["keys"]) == (False, 0)


def test_beside_a_running_embedded_server_it_refuses_and_afterwards_it_erases(folder: Path) -> None:
    with held_alone(folder, "never said"):
        done = erase(folder, SID, "--site", "rival")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"DELETE /v1/sessions/{SID}" in done.stderr
    assert len(objects(folder)) == 3
    assert erase(folder, SID, "--site", "rival").exit_code == 0


async def test_a_folder_has_one_embedded_server_and_others_may_look_in(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    async with embedded_server(settings):
        with pytest.raises(Conflict, match="another folder"):
            async with embedded_server(settings):
                pytest.fail("two servers on one folder")
        async with embedded_world(settings) as beside:
            await beside.ports.blobs.put("catalogues/demo/current", b"v1")
    async with embedded_server(settings):
        pass


def test_a_recording_is_cleared_of_a_session_that_is_no_longer_kept(folder: Path, tmp_path: Path) -> None:
    recording = tmp_path / "calls.jsonl"
    recording.write_text("".join(json.dumps({"session": session_hash(sid)}) + "\n" for sid in ("gone", SID)))
    done = erase(folder, "gone", "--site", "rival", "--cassette", str(recording))
    assert done.exit_code == 1
    assert recording.read_text() == json.dumps({"session": session_hash(SID)}) + "\n"
