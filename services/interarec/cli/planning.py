"""`interarec plan`: capacity and cost of a number of shoppers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from interarec.cli.output import Json, emit, fail, guarded, settings_for

if TYPE_CHECKING:
    from interarec.lab.capacity import ModelUse
    from interarec.platform.settings.schema import ModelSettings

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(plan)


def plan(
    shoppers: Annotated[float, typer.Option("--shoppers", help="browsing at once")] = 100,
    hours: Annotated[float, typer.Option("--hours", help="of that, a day")] = 8,
    interval_s: Annotated[float | None, typer.Option("--interval", help="seconds between screenshots")] = None,
    sent_share: Annotated[float, typer.Option("--sent-share", help="of the captures; unchanged ones stay")] = 1.0,
    interactions: Annotated[float, typer.Option("--interactions", help="per shopper and hour")] = 60,
    engine: Annotated[str | None, typer.Option("--engine", help="local or openai")] = None,
    detail: Annotated[str | None, typer.Option("--detail", help="of images: low, high or auto")] = None,
    prompt_price: Annotated[float | None, typer.Option("--prompt-price", help="per million tokens")] = None,
    completion_price: Annotated[float | None, typer.Option("--completion-price", help="per million tokens")] = None,
    seconds_per_batch: Annotated[
        float | None, typer.Option("--seconds-per-batch", help="processor seconds of the local reader (default 16)")
    ] = None,
    cores: Annotated[float, typer.Option("--cores", help="given to the local reader")] = 2,
    measure: Annotated[
        bool, typer.Option("--measure", help="measure a batch on this machine first (a minute)")
    ] = False,
    as_json: Json = False,
) -> None:
    """What a number of shoppers asks of machines, model and stores. What is not said is taken from the settings."""
    from interarec.lab.capacity import Load, ReaderUse, Sizes
    from interarec.lab.capacity import plan as planned

    settings = settings_for()
    models = settings.models
    chosen = _engine(engine or settings.summarizer.engine)
    measured = _measured() if measure else None
    seconds = measured["seconds_per_batch"] if measured else seconds_per_batch
    load = Load(
        shoppers=shoppers,
        hours=hours,
        interval_s=settings.capture.interval_ms / 1000 if interval_s is None else interval_s,
        batch_size=settings.summarizer.batch_size,
        sent_share=sent_share,
        interactions_per_hour=interactions,
    )
    use = _model_use(models, detail, prompt_price, completion_price)
    reader = ReaderUse(cores=cores) if seconds is None else ReaderUse(seconds, cores)
    report = guarded(lambda: planned(load, chosen, reader, use, Sizes(replication=settings.bus.replication)))
    report["measured"] = measured
    emit(report, as_json=as_json, text=_text(report))


def _engine(name: str) -> Literal["local", "openai"]:
    if name == "local":
        return "local"
    if name != "openai":
        fail(f"no engine {name!r}; there are local, openai", 2)
    return "openai"


def _model_use(
    models: ModelSettings, detail: str | None, prompt_price: float | None, completion_price: float | None
) -> ModelUse:
    """The calls of the settings; `detail` and prices given on the command line come first."""
    from interarec.lab.capacity import FULL_CALL, LOW_CALL, SMALL_CALL, ModelUse
    from interarec.platform.chat.governor import IMAGE_TOKENS

    read_along = models.confirm_with_reader
    wished = detail or models.detail(read_along=read_along)
    if wished not in IMAGE_TOKENS:
        fail(f"no image detail {wished!r}; there are {', '.join(IMAGE_TOKENS)}", 2)
    low = SMALL_CALL if read_along else LOW_CALL
    return ModelUse(
        images_per_request=models.images_per_request,
        call=low if wished == "low" else replace(FULL_CALL, image_tokens=float(IMAGE_TOKENS[wished])),
        low=low,
        read_along=read_along,
        prompt_price=models.prompt_price_per_million if prompt_price is None else prompt_price,
        completion_price=models.completion_price_per_million if completion_price is None else completion_price,
    )


def _measured() -> dict[str, Any]:
    from interarec.lab.capacity_measure import measure

    return guarded(measure)


def _steps(ladder: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{one['step']} ({one['frames']:g} frames) {one['tokens']:,.0f} tokens, cost {one['cost']:,.2f}"
        for one in ladder
    )


def _text(report: dict[str, Any]) -> str:
    hour, everybody, day = report["per_shopper_hour"], report["all_shoppers"], report["per_day"]
    lines = [
        f"per shopper and hour   {hour['screenshots']:,.0f} screenshots, {hour['batches']:,.0f} batches,"
        f" up to {hour['slates']:,.0f} slates",
        f"all shoppers           {everybody['screenshots_per_second']:,.1f} screenshots/s,"
        f" {everybody['batches_per_hour']:,.0f} batches/h, up to {everybody['slates_per_second']:,.1f} slates/s",
    ]
    if report["reader"] is not None:
        reader = report["reader"]
        lines.append(
            f"local reader           {reader['seconds_per_batch']:g} s a batch: {reader['cores']:g} cores hold"
            f" {reader['sessions_held']:,} sessions; {reader['cores_needed']:,} cores for all"
        )
    if report["model"] is not None:
        model = report["model"]
        lines += [
            f"model, per shopper     {hour['model_calls']:,.0f} calls/h, {hour['prompt_tokens']:,.0f} +"
            f" {hour['completion_tokens']:,.0f} tokens/h, cost {hour['cost']:,.2f} an hour",
            f"model, all shoppers    {model['requests_per_minute']:,.0f} requests/min,"
            f" {model['tokens_per_minute']:,.0f} tokens/min, cost {day['cost']:,.2f} a day",
        ]
    lines.append("ladder, a shopper-hour " + _steps(report["ladder"]))
    log_gb, objects_gb = day["kafka_bytes"] / 1e9, day["object_bytes"] / 1e9
    lines.append(f"a day                  Kafka {log_gb:,.1f} GB, object store {objects_gb:,.1f} GB")
    return "\n".join(lines)
