from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from interarec.domain.errors import GiveUp, InvalidInput, RetryLater
from interarec.platform.chat import (
    ChatImage,
    ChatMessage,
    ChatRequest,
    RetryingChat,
    RetryPolicy,
    ScriptedModel,
    build_chat,
    called,
    failed,
    said,
)
from interarec.platform.chat.cassette import Cassette, request_key
from interarec.platform.settings.schema import ModelSettings

ASK = ChatRequest("m", (ChatMessage("user", "look", (ChatImage(b"pixels", "image/png"),)),), site_id="demo")


async def test_a_recorded_call_is_played_back_whole_without_a_model(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    heard = await Cassette(file, ScriptedModel([called("look", {"a": 1})])).attempt(ASK, timeout_s=5)
    assert await Cassette(file).attempt(ASK, timeout_s=5) == heard
    assert b"pixels" not in file.read_bytes()


async def test_failures_are_recorded_too_and_played_in_order(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    script = ScriptedModel([failed(RetryLater("wait", code="rate_limited", delay_s=0.01)), said("hello")])
    quick = RetryPolicy(backoff_base_s=0.001)
    assert (await RetryingChat(Cassette(file, script), quick).complete(ASK)).attempts == 2
    assert (await RetryingChat(Cassette(file), quick).complete(ASK)).attempts == 2


async def test_what_is_known_is_not_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    await Cassette(file, ScriptedModel([said("one")])).attempt(ASK, timeout_s=5)
    other = ScriptedModel([said("two")])
    cassette = Cassette(file, other)
    assert (await cassette.attempt(ASK, timeout_s=5)).text == "one"
    assert (await cassette.attempt(replace(ASK, model="n"), timeout_s=5)).text == "two"
    assert len(other.requests) == 1


async def test_an_unknown_question_without_a_model_gives_up(tmp_path: Path) -> None:
    chat = build_chat(ModelSettings(), cassette=tmp_path / "none.jsonl")
    with pytest.raises(GiveUp) as caught:
        await chat.complete(ASK)
    assert caught.value.code == "not_recorded"


def test_the_key_is_of_what_is_asked() -> None:
    same = replace(ASK, site_id="other", session_id="s", deadline_s=1.0)
    assert request_key(same) == request_key(ASK)
    changed = (ChatMessage("user", "look", (ChatImage(b"other pixels", "image/png"),)),)
    assert request_key(replace(ASK, messages=changed)) != request_key(ASK)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_text('{"key": "k"}\nnot json\n')
    with pytest.raises(InvalidInput, match="line 2"):
        Cassette(file)
