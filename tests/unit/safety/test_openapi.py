"""Requests made up from the OpenAPI descriptions: never a 500, every refusal is problem+json."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interarec.gateway.app import build_app
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.control import ControlBoard
from interarec.platform.security import new_claims
from interarec.platform.security.vault import Vault
from interarec.platform.state.memory import MemoryState, MemoryStore

from tests.unit.capture.world import MASTER, Process, new_world
from tests.unit.safety.fuzzing import EXAMPLES

SID = "s" + "0" * 32


def _capture() -> tuple[FastAPI, list[str]]:
    world = new_world()
    return Process(world).app, [_token(world, None), _token(world, SID), "nonsense"]


def _gateway() -> tuple[FastAPI, list[str]]:
    world = new_world()
    bus = MemoryBus(world.log)
    app = build_app(
        world.settings,
        bus=bus,
        blobs=world.blobs,
        vault=Vault(world.blobs, MASTER, world.time),
        control=ControlBoard(bus, world.time),
        verifier=world.verifier,
        state=MemoryState(MemoryStore(world.time)),
        now=world.time,
    )
    return app, [_token(world, None), _token(world, SID), "nonsense"]


def _token(world: Any, session_id: str | None) -> str:
    scope = "shopper" if session_id else "office"
    return str(world.signer.sign(new_claims(site="demo", sid=session_id, scope=scope, now=world.time(), ttl_s=600)))


@pytest.mark.parametrize("build", [_capture, _gateway], ids=["capture", "gateway"])
def test_no_request_is_answered_by_an_error_of_ours(build: Any) -> None:
    app, tokens = build()
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 5
    for operation in operations:
        if "stream" in operation.path:
            continue  # never ends; its frames have tests of their own

        @settings(
            max_examples=max(5, EXAMPLES // 6),
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=operation.as_strategy(), token=st.sampled_from(tokens), ours=st.booleans())
        def check(case: Any, token: str, ours: bool) -> None:
            if ours and "session_id" in (case.path_parameters or {}):
                case.path_parameters["session_id"] = SID
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code < 500, (case.method, case.path, answer.text)
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == ["application/problem+json"], (case.method, case.path)

        check()
