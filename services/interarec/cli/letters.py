"""`interarec dlq list|show|retry`: dead letters, read and sent again."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

import typer

from interarec.cli.output import Json, emit, fail, run, settings_for
from interarec.platform.bus.port import Bus
from interarec.platform.keyed.letters import Letter, LetterFilter, letter_at, letters, retry
from interarec.platform.settings import Settings
from interarec.platform.telemetry import configure_logs

__all__ = ["register"]

TopicOption = Annotated[str, typer.Option("--topic", help="only of this topic, as batches or interarec.batches.v1")]
StageOption = Annotated[str, typer.Option("--stage", help="only rejected by this stage, as summarizer")]
TextOption = Annotated[str, typer.Option("--error", help="only where the reason contains this text")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    dlq = typer.Typer(help="Dead letters: messages that could not be processed.", no_args_is_help=True)
    dlq.command("list")(dlq_list)
    dlq.command("show")(dlq_show)
    dlq.command("retry")(dlq_retry)
    app.add_typer(dlq, name="dlq")


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Bus]:
    """The log of the settings."""
    from interarec.platform.bus.kafka import KafkaBus

    configure_logs("error", "console")
    bus = KafkaBus(settings.bus)
    await bus.start()
    try:
        yield bus
    finally:
        await bus.stop()


def _on_log(work: Callable[[Bus], Awaitable[Any]]) -> Any:
    settings = settings_for()

    async def call() -> Any:
        async with connected(settings) as bus:
            return await work(bus)

    return run(call())


def _line(letter: Letter) -> str:
    return f"{letter.name}  {letter.stage}  {letter.error}"


def dlq_list(topic: TopicOption = "", stage: StageOption = "", error: TextOption = "", as_json: Json = False) -> None:
    """One line a letter: its name, the stage that rejected it, and why."""
    wanted = LetterFilter(topic, stage, error)

    async def work(bus: Bus) -> list[Letter]:
        return [letter async for letter in letters(bus, wanted)]

    found: list[Letter] = _on_log(work)
    text = "\n".join([*map(_line, found), f"{len(found)} letters"])
    emit({"letters": [letter.as_dict() for letter in found]}, as_json=as_json, text=text)


def dlq_show(
    name: Annotated[str, typer.Argument(help="a letter as `dlq list` names it: TOPIC:PARTITION:OFFSET")],
    as_json: Json = False,
) -> None:
    """One letter with its headers and raw bytes (base64)."""
    letter: Letter = _on_log(lambda bus: letter_at(bus, name))
    raw = base64.b64encode(letter.record.value or b"").decode()
    headers = {key: text.decode(errors="replace") for key, text in letter.record.headers}
    shown = {**letter.as_dict(), "headers": headers, "value": raw}
    emit(shown, as_json=as_json, text="\n".join(f"{key}: {value}" for key, value in shown.items()))


def dlq_retry(
    topic: TopicOption = "",
    stage: StageOption = "",
    error: TextOption = "",
    rate: Annotated[float, typer.Option("--rate", help="messages a second")] = 10.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be sent, send nothing")] = False,
    as_new: Annotated[
        bool, typer.Option("--as-new", help="as the newest word of its session, also when that has gone on")
    ] = False,
    as_json: Json = False,
) -> None:
    """Send the messages to their topics again."""
    if rate <= 0:
        fail("--rate must be above 0", 2)
    wanted = LetterFilter(topic, stage, error)
    sent: list[Letter] = _on_log(lambda bus: retry(bus, wanted, rate=rate, as_new=as_new, dry_run=dry_run))
    said = {"sent": 0 if dry_run else len(sent), "dry_run": dry_run, "letters": [one.as_dict() for one in sent]}
    verb = "would be sent" if dry_run else "sent"
    emit(said, as_json=as_json, text="\n".join([*map(_line, sent), f"{len(sent)} {verb}"]))
