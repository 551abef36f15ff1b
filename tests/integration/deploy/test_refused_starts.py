"""What stops a service at its start: one clear line that names what to do, on real Kafka and S3."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.servers import KafkaServer, S3Server, run_command

pytestmark = pytest.mark.real


def settings(kafka: KafkaServer, s3: S3Server, **more: str) -> dict[str, str]:
    """Where the servers are, and `more` over it."""
    return {
        "INTERAREC__BUS__SERVERS": json.dumps(kafka.servers),
        "INTERAREC__BLOBS__ENDPOINT": s3.endpoint,
        "INTERAREC__BLOBS__ACCESS_KEY": s3.access_key,
        "INTERAREC__BLOBS__SECRET_KEY": s3.secret_key,
        "INTERAREC__BLOBS__BUCKET": "refused-starts",
        **{f"INTERAREC__{name}": value for name, value in more.items()},
    }


def last_line(*arguments: str, given: dict[str, str]) -> tuple[int, str]:
    """Exit code and last line on stderr."""
    done = run_command(*arguments, settings=given)
    return done.returncode, done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""


@pytest.fixture
def empty() -> Iterator[KafkaServer]:
    """A broker without topics, of this module's own."""
    with KafkaServer() as server:
        yield server


def test_what_is_missing_stops_the_start_in_one_line(empty: KafkaServer, s3: S3Server) -> None:
    code, said = last_line("serve", "capture", given=settings(empty, s3))
    assert code != 0
    assert "missing topics: interarec.batches.v1" in said
    assert "interarec topics create" in said

    create = ("topics", "create", "--bucket")
    assert last_line(*create, given=settings(empty, s3)) == (0, "")
    assert last_line(*create, given=settings(empty, s3)) == (0, ""), "creating again must change nothing"

    refused = {
        "does not exist": {"BLOBS__BUCKET": "absent"},
        "is a placeholder": {"BLOBS__SECRET_KEY": "change-me"},
        "no key to verify tokens with": {},
        "Extra inputs are not permitted": {"CAPTURE__PROT": "8081"},
        "Unable to bootstrap": {"BUS__SERVERS": '["127.0.0.1:9"]'},
    }
    for expected, more in refused.items():
        code, said = last_line("serve", "capture", given=settings(empty, s3, **more))
        assert code in {1, 2}
        assert said.startswith("interarec: ")
        assert expected in said
