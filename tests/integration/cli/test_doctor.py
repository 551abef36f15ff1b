"""`interarec doctor` where nothing listens: every server is named as failing, Redis too."""

import json

import pytest
from interarec.cli.app import app
from typer.testing import CliRunner


def test_servers_that_do_not_answer_are_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__BUS__SERVERS", '["127.0.0.1:1"]')
    monkeypatch.setenv("INTERAREC__BLOBS__ENDPOINT", "127.0.0.1:1")
    monkeypatch.setenv("INTERAREC__STATE__URL", "redis://127.0.0.1:1/0")
    told = CliRunner().invoke(app, ["doctor", "--json"])

    assert told.exit_code == 1
    findings = json.loads(told.stdout)["findings"]
    failing = {one["part"].split()[0] for one in findings if one["status"] == "failing"}
    assert failing == {"kafka", "object", "redis"}
