"""The test servers do what the other tests lean on: ready when entered, and honest when killed or missing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.servers import KafkaServer, MissingPart, NotReady, RedisServer, S3Server
from tests.servers import kafka as kafka_module

pytestmark = pytest.mark.real


def test_redis_answers_forgets_on_restart_and_leaves_nothing() -> None:
    with RedisServer() as server:
        assert _redis(server, b"SET k v\r\n") == b"+OK\r\n"
        server.restart(kill=True)
        assert _redis(server, b"GET k\r\n") == b"$-1\r\n"
        directory, pid = server.directory, server.pid
    assert pid is not None
    assert not Path(f"/proc/{pid}").exists()
    assert not directory.exists()
    assert server.log.exists()


def test_a_durable_redis_keeps_its_data_through_a_kill() -> None:
    with RedisServer(durable=True) as server:
        _redis(server, b"SET k v\r\n")
        server.restart(kill=True)
        assert _redis(server, b"GET k\r\n") == b"$1\r\nv\r\n"


def test_a_frozen_server_keeps_the_connection_and_says_nothing_until_thawed() -> None:
    with RedisServer() as server:
        server.freeze()
        with socket.create_connection(("127.0.0.1", server.port), timeout=0.2) as link:
            link.sendall(b"PING\r\n")
            with pytest.raises(TimeoutError):
                link.recv(64)
            server.thaw()
            link.settimeout(10)
            assert link.recv(64) == b"+PONG\r\n"


def test_s3_keeps_its_objects_through_a_kill_and_refuses_a_wrong_secret() -> None:
    with S3Server() as server:
        bucket = server.new_bucket()
        server.restart(kill=True)
        assert server.client().bucket_exists(bucket)
        server.secret_key = "another"
        assert not server.answers()


def test_kafka_comes_back_on_the_same_port_after_a_kill() -> None:
    with KafkaServer() as server:
        before = server.pid
        server.restart(kill=True)
        assert server.pid != before
        assert server.answers()


def test_a_missing_part_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kafka_module, "JARS", tmp_path)
    with pytest.raises(MissingPart, match="make setup"), KafkaServer():
        pass


def test_a_server_that_ends_at_start_shows_the_end_of_its_log() -> None:
    server = RedisServer()
    with socket.create_server(("127.0.0.1", server.port)), pytest.raises(NotReady, match="Address already in use"):
        server.__enter__()


def _redis(server: RedisServer, command: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as link:
        link.sendall(command)
        return link.recv(256)
