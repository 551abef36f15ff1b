"""A multimodal model as a reading engine, on any OpenAI-compatible server. Built by `build_engine`.

One call a batch when all is well. Trouble leads down a ladder: all frames in full detail, in low detail, fewer
frames, the session's earlier summary, events only. The model has no tools, and its answer is checked.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from interarec.domain.batches import ModelUsage
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.errors import GiveUp, RetryLater
from interarec.domain.summaries import BehaviourSummary
from interarec.platform.chat import Chat, ChatMessage, ChatReply, ChatRequest, Detail, Finish, Usage
from interarec.platform.settings.schema import ModelSettings
from interarec.summarizer.engines.answer import Checked, read_answer, read_words
from interarec.summarizer.engines.choice import choose_by_difference
from interarec.summarizer.engines.port import PageImage, ReadRequest, ReadResult, Rung
from interarec.summarizer.engines.prompt import INSTRUCTION, PROMPT_VERSION, messages, repair, summary_shape
from interarec.summarizer.engines.shrinking import shrunken
from interarec.vision import Frame, Gazetteer, LocalReader

__all__ = ["ModelEngine"]

_FEWER = 4
"""Frames of the third rung; halved once more when even they do not fit."""
_LESS_MAY_HELP = ("context_overflow", "budget")
_LONGEST_NOTE = 300
REFUSED = "refused"
WRONG_SHAPE = "answer_not_usable"


@dataclass(slots=True)
class _Spent:
    """What the batch cost so far, and when its time is over."""

    until: float
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)

    def left_s(self) -> float:
        return self.until - asyncio.get_running_loop().time()


class _Ended(Exception):
    """The batch cannot be read by the model; `reason` is for the outcome, `reuse` whether to fall back a step."""

    def __init__(self, reason: str, *, reuse: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reuse = reuse


class ModelEngine:
    """Reads with a model; `gazetteer` and `facts` give what is known of a site's catalogue, None before it came.

    With a `reader`, what the model says counts only as far as the reader finds it typed on the same pictures; of small
    pictures (low detail) the model tells the words alone, and offers and filters are the reader's.
    """

    name = "openai"

    def __init__(
        self,
        chat: Chat,
        settings: ModelSettings,
        gazetteer: Callable[[str], Gazetteer | None],
        facts: Callable[[str], CatalogueFacts | None],
        reader: LocalReader | None = None,
        instruction: str = INSTRUCTION,
    ) -> None:
        self._reader = reader
        self._instruction = instruction
        self._chat = chat
        self._settings = settings
        self._gazetteer = gazetteer
        self._facts = facts
        self._version = f"{settings.vision_model}+{_prompt_version(instruction)}"

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
        """The model keeps nothing; the reader's caches go whole, as they are not kept by session."""
        if self._reader is not None:
            self._reader.forget()

    async def _descend(self, request: ReadRequest, spent: _Spent) -> ReadResult:
        """Step down while less may help; raises _Ended at the bottom."""
        distinct = _distinct(request.images)
        reason = ""
        for rung, count, detail in self._rungs(len(distinct)):
            if reason == "context_overflow" and rung == "low" and self._reader is None:
                continue  # few frames with prices say more than many without
            # a few frames in full detail would cost more than all in low detail, and the reader reads all of them
            affordable: Detail = "low" if reason == "budget" or (reason and self._reader is not None) else detail
            images = await asyncio.to_thread(choose_by_difference, distinct, count)
            try:
                checked = await self._ask(request, images, affordable, spent)
            except (GiveUp, RetryLater) as error:
                reason = error.code
                spent.notes.append(f"{rung} ({len(images)} frames): {str(error)[:_LONGEST_NOTE]}")
                if reason not in _LESS_MAY_HELP:
                    raise _Ended(reason, reuse=True) from error
            else:
                return self._result(checked.summary, rung, spent, skipped=checked.left_out)
        raise _Ended(reason, reuse=True)

    def _rungs(self, frames: int) -> Iterator[tuple[Rung, int, Detail]]:
        most = min(frames, self._settings.images_per_request)
        wished = self._settings.detail(read_along=self._reader is not None)
        first: Rung = "low" if wished == "low" else "full"
        yield (first if most == frames else "fewer"), most, wished
        if wished != "low":
            yield "low", most, "low"
        for count in (_FEWER, _FEWER // 2):
            if count < most:
                yield "fewer", count, wished

    async def _ask(self, request: ReadRequest, images: tuple[PageImage, ...], detail: Detail, spent: _Spent) -> Checked:
        """One question and at most one repair. Raises the chat's errors, and _Ended for a refusal or a wrong shape."""
        small = detail == "low" and self._reader is not None
        sent = await asyncio.to_thread(shrunken, images) if detail == "low" else images
        asked = messages(sent, request.earlier, detail, self._instruction, small=small)
        typed: BehaviourSummary | None = None
        for attempt in range(2):
            reply = await self._complete(request, asked, spent, small=small)
            if reply.finish is Finish.REFUSAL:
                raise _Ended(REFUSED, reuse=False)
            typed = typed or await self._typed(request, request.images if small else images)
            checked = self._checked(reply.text, request.site_id, images, typed, small=small)
            if checked is not None:
                return checked
            if attempt == 0:
                asked = repair(asked, reply.text)
        raise _Ended(WRONG_SHAPE, reuse=False)

    def _checked(
        self, text: str, site_id: str, images: tuple[PageImage, ...], typed: BehaviourSummary | None, *, small: bool
    ) -> Checked | None:
        if small and typed is not None:
            return read_words(text, typed, version=self._version)
        gazetteer, facts = self._gazetteer(site_id), self._facts(site_id)
        return read_answer(text, images, gazetteer=gazetteer, facts=facts, version=self._version, typed=typed)

    async def _typed(self, request: ReadRequest, images: tuple[PageImage, ...]) -> BehaviourSummary | None:
        """What the local reader finds on the pictures the model saw; CPU work, so only once there is an answer."""
        if self._reader is None:
            return None
        frames = [Frame(one.screenshot_id, one.sequence, one.data, one.dwell_ms) for one in images]
        gazetteer = self._gazetteer(request.site_id)
        return (await asyncio.to_thread(self._reader.read, frames, gazetteer=gazetteer)).summary

    async def _complete(
        self, request: ReadRequest, asked: tuple[ChatMessage, ...], spent: _Spent, *, small: bool
    ) -> ChatReply:
        started = time.perf_counter()
        try:
            reply = await self._chat.complete(
                ChatRequest(
                    model=self._settings.vision_model,
                    messages=asked,
                    shape=summary_shape(small=small),
                    max_tokens=self._settings.max_tokens,
                    deadline_s=max(0.0, spent.left_s()),
                    site_id=request.site_id,
                    session_id=request.session_id,
                )
            )
        finally:
            spent.seconds += time.perf_counter() - started
        spent.usage += reply.usage
        spent.notes.extend(reply.notes)
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
            skipped=tuple(dict.fromkeys((*spent.notes, *skipped))),
        )


def _prompt_version(instruction: str) -> str:
    """The built-in version, or the instruction's own fingerprint."""
    if instruction == INSTRUCTION:
        return PROMPT_VERSION
    return f"instruction/{hashlib.sha256(instruction.encode()).hexdigest()[:8]}"


def _distinct(images: tuple[PageImage, ...]) -> tuple[PageImage, ...]:
    """Frames of equal bytes once, with the dwell of all: the same picture says nothing new."""
    by_bytes: dict[bytes, PageImage] = {}
    for image in images:
        known = by_bytes.get(image.data)
        by_bytes[image.data] = image if known is None else replace(known, dwell_ms=known.dwell_ms + image.dwell_ms)
    return tuple(by_bytes.values())
