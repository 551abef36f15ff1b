"""A multimodal model as a reading engine, on any OpenAI-compatible server. Built by `build_engine`.

One call a batch when all is well. Trouble leads down a ladder: all frames in full detail, in low detail, fewer
frames, the session's earlier summary, events only. The model has no tools, and its answer is checked.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from interarec.domain.batches import ModelUsage
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.errors import GiveUp, RetryLater
from interarec.domain.summaries import BehaviourSummary
from interarec.platform.chat import Chat, ChatMessage, ChatReply, ChatRequest, Detail, Finish, Usage
from interarec.platform.settings.schema import ModelSettings
from interarec.summarizer.engines.answer import Checked, read_answer
from interarec.summarizer.engines.choice import choose_by_difference
from interarec.summarizer.engines.port import PageImage, ReadRequest, ReadResult, Rung
from interarec.summarizer.engines.prompt import PROMPT_VERSION, messages, repair, summary_shape
from interarec.vision import Gazetteer

__all__ = ["ModelEngine"]

_FEWER = 4
"""Frames of the third rung; halved once more when even they do not fit."""
_LESS_MAY_HELP = ("context_overflow", "budget")
REFUSED = "refused"
WRONG_SHAPE = "answer_not_usable"


@dataclass(slots=True)
class _Spent:
    """What the batch cost so far, and when its time is over."""

    until: float
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0

    def left_s(self) -> float:
        return self.until - asyncio.get_running_loop().time()


class _Ended(Exception):
    """The batch cannot be read by the model; `reason` is for the outcome, `reuse` whether to fall back a step."""

    def __init__(self, reason: str, *, reuse: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reuse = reuse


class ModelEngine:
    """Reads with a model; `gazetteer` and `facts` give what is known of a site's catalogue, None before it came."""

    name = "openai"

    def __init__(
        self,
        chat: Chat,
        settings: ModelSettings,
        gazetteer: Callable[[str], Gazetteer | None],
        facts: Callable[[str], CatalogueFacts | None],
    ) -> None:
        self._chat = chat
        self._settings = settings
        self._gazetteer = gazetteer
        self._facts = facts
        self._version = f"{settings.vision_model}+{PROMPT_VERSION}"

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        spent = _Spent(asyncio.get_running_loop().time() + self._settings.deadline_s)
        try:
            return await self._descend(request, spent)
        except _Ended as ended:
            reused = request.earlier if ended.reuse else None
            rung: Rung = "reuse" if reused is not None else "events"
            return self._result(reused, rung, spent, reason=ended.reason)

    def forget(self, session_id: str) -> None:
        """Nothing is remembered."""

    async def _descend(self, request: ReadRequest, spent: _Spent) -> ReadResult:
        """Step down while less may help; raises _Ended at the bottom."""
        distinct = _distinct(request.images)
        reason = ""
        for rung, count, detail in self._rungs(len(distinct)):
            if reason == "context_overflow" and rung == "low":
                continue  # many servers ignore the wish for less detail
            images = await asyncio.to_thread(choose_by_difference, distinct, count)
            try:
                checked = await self._ask(request, images, detail, spent)
            except (GiveUp, RetryLater) as error:
                reason = error.code
                if reason not in _LESS_MAY_HELP:
                    raise _Ended(reason, reuse=True) from error
            else:
                return self._result(checked.summary, rung, spent, skipped=checked.left_out)
        raise _Ended(reason, reuse=True)

    def _rungs(self, frames: int) -> Iterator[tuple[Rung, int, Detail]]:
        most = min(frames, self._settings.images_per_request)
        wished = self._settings.image_detail
        yield ("full" if most == frames else "fewer"), most, wished
        if wished != "low":
            yield "low", most, "low"
        for count in (_FEWER, _FEWER // 2):
            if count < most:
                yield "fewer", count, wished

    async def _ask(self, request: ReadRequest, images: tuple[PageImage, ...], detail: Detail, spent: _Spent) -> Checked:
        """One question and at most one repair. Raises the chat's errors, and _Ended for a refusal or a wrong shape."""
        asked = messages(images, request.earlier, detail)
        for attempt in range(2):
            reply = await self._complete(request, asked, spent)
            if reply.finish is Finish.REFUSAL:
                raise _Ended(REFUSED, reuse=False)
            checked = read_answer(
                reply.text,
                images,
                gazetteer=self._gazetteer(request.site_id),
                facts=self._facts(request.site_id),
                version=self._version,
            )
            if checked is not None:
                return checked
            if attempt == 0:
                asked = repair(asked, reply.text)
        raise _Ended(WRONG_SHAPE, reuse=False)

    async def _complete(self, request: ReadRequest, asked: tuple[ChatMessage, ...], spent: _Spent) -> ChatReply:
        started = time.perf_counter()
        try:
            reply = await self._chat.complete(
                ChatRequest(
                    model=self._settings.vision_model,
                    messages=asked,
                    shape=summary_shape(),
                    max_tokens=self._settings.max_tokens,
                    deadline_s=max(0.0, spent.left_s()),
                    site_id=request.site_id,
                    session_id=request.session_id,
                )
            )
        finally:
            spent.seconds += time.perf_counter() - started
        spent.usage += reply.usage
        return reply

    def _result(
        self,
        summary: BehaviourSummary | None,
        rung: Rung,
        spent: _Spent,
        *,
        reason: str = "",
        skipped: tuple[str, ...] = (),
    ) -> ReadResult:
        usage = spent.usage
        return ReadResult(
            summary=summary,
            rung=rung,
            reason=reason,
            usage=ModelUsage(
                self._settings.vision_model, usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.images
            ),
            model_ms=spent.seconds * 1_000,
            skipped=skipped,
        )


def _distinct(images: tuple[PageImage, ...]) -> tuple[PageImage, ...]:
    """Frames of equal bytes once, with the dwell of all: the same picture says nothing new."""
    by_bytes: dict[bytes, PageImage] = {}
    for image in images:
        known = by_bytes.get(image.data)
        by_bytes[image.data] = image if known is None else replace(known, dwell_ms=known.dwell_ms + image.dwell_ms)
    return tuple(by_bytes.values())
