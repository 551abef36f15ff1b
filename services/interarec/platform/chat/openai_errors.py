"""What a server's failure means: the one place where the SDK's errors become ours.

The texts recognised are those of OpenAI, llama.cpp, vLLM, Ollama and LiteLLM; an unknown 4xx is final.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import openai

from interarec.domain.errors import BudgetExhausted, GiveUp, InterarecError, RetryLater, Unavailable

__all__ = ["retry_after_s", "translate"]

_CONTEXT = re.compile(
    r"context[_ ](?:length|size|window)|maximum context|too many (?:input )?tokens|prompt is too long|input is too long"
    r"|exceed_context|reduce the length|longer than the (?:maximum|model)|too many images|at most \d+ image",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|billing|budget_exceeded|exceeded budget|budget has been exceeded",
    re.IGNORECASE,
)
_NO_IMAGES = re.compile(
    r"image input is not supported|does(?: not|n't) support (?:image|vision|multimodal)|not a multimodal model"
    r"|mmproj|image_url.{0,40}(?:not supported|unsupported|only supported)",
    re.IGNORECASE,
)
_NO_TOOLS = re.compile(
    r"tool[_ ]choice|does(?: not|n't) support (?:tools|function|param\w*: .{0,200}\btools\b)"
    r"|tools? .{0,30}not supported|enable-auto-tool-choice",
    re.IGNORECASE,
)
_LONGEST_MESSAGE = 300


def translate(error: openai.OpenAIError, *, now: datetime) -> InterarecError:
    """Our error for theirs, to be raised `from` it."""
    if isinstance(error, openai.APITimeoutError):
        return Unavailable("the model server did not answer in time", code="model_timeout")
    if isinstance(error, openai.APIStatusError):
        return _from_status(error, now)
    if isinstance(error, openai.APIConnectionError):
        return Unavailable("the model server cannot be reached", code="model_unreachable")
    return Unavailable(f"the model server's answer cannot be read: {_short(str(error))}", code="model_garbled")


def _from_status(error: openai.APIStatusError, now: datetime) -> InterarecError:
    status, text = error.status_code, f"{error.code} {error.type} {error.message}"
    said = f"model server said {status}: {_short(error.message)}"
    if status == 402 or (status in (400, 403, 429) and _QUOTA.search(text)):
        return BudgetExhausted(said, code="insufficient_quota")
    if status == 429:
        return RetryLater(said, code="rate_limited", delay_s=retry_after_s(error.response.headers, now))
    if status in (401, 403):
        return GiveUp(said, code="model_denied")
    if _NO_IMAGES.search(text):
        return GiveUp(said, code="images_unsupported")
    if status == 413 or _CONTEXT.search(text):
        return GiveUp(said, code="context_overflow")
    if status in (408, 409, 425) or status >= 500:
        return Unavailable(said, code="model_unavailable", delay_s=retry_after_s(error.response.headers, now))
    if _NO_TOOLS.search(text):
        return GiveUp(said, code="tools_unsupported")
    return GiveUp(said, code="model_unknown" if status == 404 else "model_rejected_request")


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds the server asks to wait (`retry-after-ms`, or `retry-after` in seconds or as a date); 0 without."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    try:
        at = parsedate_to_datetime(headers["retry-after"])
    except (KeyError, ValueError):
        return 0.0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + "…"
