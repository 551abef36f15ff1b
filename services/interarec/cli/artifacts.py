"""`interarec topics`, `catalogue`, `choice`: what a site needs before it can serve."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import (
    DataDir,
    Json,
    Site,
    emit,
    fail,
    guarded,
    require_readable,
    run,
    settings_for,
    with_plain_prices,
)
from interarec.cli.world import embedded_blobs
from interarec.domain.errors import InvalidInput
from interarec.platform.blobs import Blobs
from interarec.platform.clock import utc_now
from interarec.platform.settings import Settings
from interarec.platform.telemetry import configure_logs

__all__ = ["object_store", "register"]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    topics = typer.Typer(help="The topics on the log.", no_args_is_help=True)
    topics.command("create")(topics_create)
    topics.command("list")(topics_list)
    catalogue = typer.Typer(help="A site's items.", no_args_is_help=True)
    catalogue.command("import")(catalogue_import)
    catalogue.command("show")(catalogue_show)
    choice = typer.Typer(help="A site's choice model.", no_args_is_help=True)
    choice.command("fit")(choice_fit)
    choice.command("show")(choice_show)
    for name, group in (("topics", topics), ("catalogue", catalogue), ("choice", choice)):
        app.add_typer(group, name=name)


@asynccontextmanager
async def object_store(settings: Settings, data_dir: Path | None) -> AsyncIterator[Blobs]:
    """The folder of an embedded run, or the S3 bucket of the settings, made when it is missing."""
    if data_dir is not None:
        yield embedded_blobs(settings)
        return
    from interarec.platform.blobs.s3 import S3Blobs

    blobs = S3Blobs(settings.blobs)
    await blobs.start()
    try:
        yield blobs
    finally:
        await blobs.stop()


async def _with_store(data_dir: Path | None, settings: Settings, work: Callable[[Blobs], Awaitable[Any]]) -> Any:
    configure_logs("warning", "console")
    async with object_store(settings, data_dir) as blobs:
        return await work(blobs)


def topics_create(
    as_json: Json = False,
    bucket: Annotated[bool, typer.Option("--bucket", help="make the bucket of the object store too")] = False,
) -> None:
    """Create the topics that are missing (and the bucket)."""
    from interarec.platform.bus.creation import topic_specs
    from interarec.platform.bus.kafka import KafkaBus

    settings = settings_for()

    async def work() -> list[str]:
        configure_logs("warning", "console")
        bus = KafkaBus(settings.bus)
        await bus.start()
        try:
            specs = topic_specs(settings.bus.partitions, settings.bus.replication)
            await bus.create(specs)
        finally:
            await bus.stop()
        if bucket:
            from interarec.platform.blobs.s3 import S3Blobs

            await S3Blobs(settings.blobs).make_bucket()
        return [spec.name for spec in specs]

    names = run(work())
    emit({"topics": names}, as_json=as_json, text="\n".join(names))


def topics_list(as_json: Json = False) -> None:
    """The topics there are, with their partition counts."""
    from interarec.platform.bus.kafka import KafkaBus

    settings = settings_for()

    async def work() -> dict[str, int]:
        bus = KafkaBus(settings.bus)
        await bus.start()
        try:
            return dict(await bus.topics())
        finally:
            await bus.stop()

    counts = run(work())
    emit({"topics": counts}, as_json=as_json, text="\n".join(f"{name} {n}" for name, n in sorted(counts.items())))


def catalogue_import(
    file: Annotated[Path, typer.Argument(help="CSV, JSONL, Parquet or a merchant feed")],
    site: Site = "demo",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring in a site's items; broken rows are refused by number, the others imported."""
    from interarec.recommender.catalogue import import_catalogue

    settings = settings_for(data_dir)
    require_readable(file)
    report = run(
        _with_store(data_dir, settings, lambda blobs: import_catalogue(file, site, settings, blobs, utc_now))
    ).as_dict()
    lines = [f"imported {report['accepted']} items of {site} in {report['currency']}, version {report['version']}"]
    lines += [f"row {row['row']}: {'; '.join(row['errors'])}" for row in report["refused"]]
    emit(report, as_json=as_json, text="\n".join([*lines, *report["warnings"]]))


def catalogue_show(site: Site = "demo", data_dir: DataDir = None, as_json: Json = False) -> None:
    """The catalogue in use."""
    from interarec.contracts.views import plain
    from interarec.domain.catalogue import catalogue_facts
    from interarec.platform.artifacts import decode_catalogue, fetch_current

    settings = settings_for(data_dir)
    data = run(_with_store(data_dir, settings, lambda blobs: fetch_current(blobs, site, "catalogue")))
    if data is None:
        fail(f"site {site} has no catalogue; run `interarec catalogue import`")
    catalogue = decode_catalogue(data)
    facts = with_plain_prices(plain(catalogue_facts(catalogue)))
    emit({"site": site, "items": len(catalogue.items), **facts}, as_json=as_json)


def choice_fit(
    transactions: Annotated[
        Path | None, typer.Option("--transactions", help="CSV: basket_id, item_id, quantity?, timestamp?")
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option("--records", help="JSONL: chosen, offered?, count?, propensity?, segment?; only prints"),
    ] = None,
    features: Annotated[
        Path | None,
        typer.Option("--features", help="JSON: item id -> {name: number or text}; a conditional logit"),
    ] = None,
    positions: Annotated[bool, typer.Option("--positions", help="estimate position effects from records")] = False,
    by_segment: Annotated[bool, typer.Option("--by-segment", help="one model a segment of the records")] = False,
    site: Site = "demo",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Fit the choice model: on purchases for a site, or on records of choices for a study."""
    if (transactions is None) == (records is None):
        fail("give either --transactions or --records", 2)
    if records is not None:
        emit(guarded(lambda: _study(records, features, positions, by_segment)), as_json=as_json)
        return
    assert transactions is not None
    _fit_site(transactions, site, data_dir, as_json=as_json)


def _study(path: Path, features: Path | None, positions: bool, by_segment: bool) -> dict[str, Any]:
    """Weights by segment, or with `features` the coefficients of a conditional logit, as plain data."""
    from interarec.assortment.estimation import fit_features, fit_records

    visits = [_parsed(line, f"{path}, line {number}") for number, line in enumerate(_lines(path), start=1)]
    if features is not None:
        items = _parsed("\n".join(_lines(features)), str(features))
        return dict(fit_features(visits, items, positions=positions).to_mapping())
    models = fit_records(visits, positions=positions, by_segment=by_segment)
    return {name: dict(model.to_mapping()) for name, model in models.items()}


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"{where}: {error}", field="records") from error


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text().splitlines() if line.strip()]
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror}", field="records") from error


def _fit_site(transactions: Path, site: str, data_dir: Path | None, *, as_json: bool) -> None:
    from interarec.recommender.catalogue import fit_choice_model

    settings = settings_for(data_dir)
    require_readable(transactions)
    report = run(
        _with_store(data_dir, settings, lambda blobs: fit_choice_model(transactions, site, settings, blobs, utc_now))
    ).as_dict()
    text = (
        f"fitted {report['items']} weights on {report['purchases']} purchases in {report['baskets']} baskets, "
        f"v0 = {report['no_purchase_weight']:.6g}, version {report['version']}"
    )
    emit(report, as_json=as_json, text=text)


def choice_show(site: Site = "demo", data_dir: DataDir = None, as_json: Json = False) -> None:
    """The choice model in use."""
    from interarec.contracts.views import plain
    from interarec.platform.artifacts import decode_choice_model, fetch_current

    settings = settings_for(data_dir)
    data = run(_with_store(data_dir, settings, lambda blobs: fetch_current(blobs, site, "choice")))
    if data is None:
        fail(f"site {site} has no choice model; run `interarec choice fit`")
    model = plain(decode_choice_model(data))
    brief = {key: value for key, value in model.items() if key not in ("weights", "bought")}
    emit({**brief, "items": len(model["weights"])}, as_json=as_json)
