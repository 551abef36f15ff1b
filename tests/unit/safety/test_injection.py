"""Text from outside stays text: in logs, headers, addresses and object keys."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from interarec.platform.telemetry import configure_logs

from tests.unit.capture.world import Process, new_world, picture

PROJECT = Path(__file__).parents[3]
SERVICES = PROJECT / "services" / "interarec"

NASTY = "ok\r\n\x1b[31mlevel=error event=forged\x1b[0m\x00\u2028\u202e\x9b2J"
SAY = """
import sys
from interarec.platform.telemetry import configure_logs, get_logger
configure_logs("info", sys.argv[1])
get_logger("capture").info("said", reason=sys.stdin.read(), **{"at\\x1b[2J": "x"})
"""


@pytest.mark.parametrize("style", ["json", "console"])
def test_nothing_that_is_logged_makes_a_line_of_its_own_or_moves_the_cursor(style: str) -> None:
    nasty = NASTY.replace("\r", "")  # universal newlines of the pipe
    command = [sys.executable, "-c", SAY, style]
    done = subprocess.run(command, input=nasty, capture_output=True, text=True, check=True, timeout=60)
    (line,) = done.stderr.splitlines()
    own_colours = re.sub(r"\x1b\[\d*m", "", line)
    assert not [character for character in own_colours if not character.isprintable()]
    assert "\x1b[31mlevel" not in line
    assert r"\x1b[31mlevel=error event=forged" in line.replace("\\\\", "\\")


async def test_header_text_neither_splits_a_header_nor_reaches_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("debug", "json")
    capture = Process(new_world())
    session = await capture.open(shopper_id="jane@example.org")
    address = "https://shop.example/?q=\x1b[31msecret-search"
    refused = await capture.put(session, 0, picture(), **{"Interarec-Page-Url": address})
    assert refused.status_code == 422
    assert all("\x1b" not in value for value in refused.headers.values())
    secret = "https://jane:pw@shop.example/cart?q=secret-search#frag"
    assert (await capture.put(session, 0, picture(), **{"Interarec-Page-Url": secret})).status_code == 202
    await capture.http.post(session["path"] + "/end", headers=session["auth"])
    await capture.http.delete(session["path"], headers=session["auth"])
    await capture.http.aclose()
    said = capsys.readouterr()
    for hidden in (session["token"], session["session_id"], "sk_demo", "secret-search", "jane@example.org"):
        assert hidden not in said.out + said.err


BAD_IDS = ("..", "..%2f..%2fkeys", "%2e%2e", "a%2fb", "%00", "s%0d%0aX-Evil:%201", "%c0%ae", "\u202es", "ſ", "x" * 400)


@pytest.mark.parametrize("name", BAD_IDS)
async def test_no_id_climbs_out_of_its_place(name: str) -> None:
    world = new_world()
    capture = Process(world)
    session = await capture.open()
    office = {"Authorization": f"Bearer {world.office_token()}"}
    before = await world.blobs.keys("")
    for who in (session["auth"], office):
        for method, path in (
            ("DELETE", f"/v1/sessions/{name}"),
            ("POST", f"/v1/sessions/{name}/token"),
            ("PUT", f"/v1/sessions/{name}/screenshots/0"),
            ("GET", f"/v1/erasures/{name}"),
        ):
            answer = await capture.http.request(
                method, path, headers=who, content=picture() if method == "PUT" else b""
            )
            assert 400 <= answer.status_code < 500, (method, path, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
            assert "x-evil" not in answer.headers
    assert await world.blobs.keys("") == before
    await capture.http.aclose()


CALLS_OUT = {"httpx", "httpx2", "aiohttp", "requests", "urllib3", "urllib.request", "http.client"}
MAY_CALL = {
    "capture/client/http.py",  # a client of our own capture, at the address its caller gives
    "platform/blobs/s3.py",  # the object store of the settings
    "platform/chat/openai_server.py",  # the model server of the settings
    "platform/chat/openai_errors.py",
}


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_no_service_has_what_it_takes_to_fetch_an_address_from_outside() -> None:
    serving = [
        path for path in SERVICES.rglob("*.py") if path.relative_to(SERVICES).parts[0] not in ("cli", "lab", "ranking")
    ]
    calling = {str(path.relative_to(SERVICES)) for path in serving if _imports(path) & CALLS_OUT}
    assert calling <= MAY_CALL


async def test_addresses_in_every_field_are_kept_as_text_and_never_called() -> None:
    """A name that does not resolve would raise, and a call would be seen: there is no client to make one."""
    capture = Process(new_world())
    address = "http://169.254.169.254/latest/meta-data/"
    session = await capture.open(shopper_id=address)
    assert (await capture.put(session, 0, picture(), **{"Interarec-Page-Url": address})).status_code == 202
    items = [{"sequence": 0, "action": "view", "item_id": address, "recommendation_id": address}]
    answer = await capture.http.post(session["path"] + "/interactions", json=items, headers=session["auth"])
    assert answer.status_code in (202, 422)
    assert json.loads(answer.text)
    await capture.http.aclose()
