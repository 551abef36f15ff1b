"""`interarec read`, `constraints`, `assortment`: the engines alone, on files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.output import Json, emit, fail, guarded, require_readable, run, settings_for, text_of
from interarec.domain.catalogue import Catalogue, CatalogueFacts, catalogue_facts
from interarec.domain.errors import InvalidInput

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command()(read)
    app.command()(constraints)
    assortment = typer.Typer(help="The assortment engine.", no_args_is_help=True)
    assortment.command("solve")(solve)
    app.add_typer(assortment, name="assortment")


def read(
    images: Annotated[list[Path], typer.Argument(help="screenshots, in order")],
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="brands and colours to recognise")] = None,
    engine: Annotated[str, typer.Option("--engine", help="local or openai")] = "local",
    as_json: Json = False,
) -> None:
    """Screenshots to a summary of what the shopper saw."""
    if engine not in ("local", "openai"):
        fail(f"no engine {engine!r}; there are local, openai", 2)
    require_readable(*images, catalogue)
    report = guarded(lambda: _read(images, catalogue, engine))
    emit(report, as_json=as_json, text=_summary_text(report))
    if report["skipped"] and len(report["skipped"]) == len(images):
        reasons = ", ".join(sorted({one["reason"] for one in report["skipped"]}))
        fail(f"no image could be read ({reasons})")


def _read(images: list[Path], catalogue: Path | None, engine: str) -> dict[str, Any]:
    from interarec.vision import Gazetteer, read_report

    items = _items(catalogue) if catalogue else None
    gazetteer = Gazetteer.from_items(items) if items else None
    if engine == "local":
        return dict(read_report(images, gazetteer=gazetteer))
    from interarec.cli.model_reading import read_with_model

    return run(read_with_model(images, gazetteer, settings_for()))


def _items(path: Path) -> list[dict[str, object]]:
    """Rows of a catalogue file; what only a shop needs (a price in its currency, stock) is not asked for here."""
    from interarec.recommender.catalogue.feed_files import read_rows

    return [{**row.fields, "currency": row.fields.get("price", "")[-3:]} for row in read_rows(path) if not row.broken]


def _summary_text(report: dict[str, Any]) -> str:
    return "\n".join(f"{name.replace('_', ' ')}: {text}" for name, text in report["summary"].items())


def constraints(
    file: Annotated[str, typer.Argument(help="a summary as JSON or prose; - for standard input")] = "-",
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="check against the items of this file")] = None,
    integer: Annotated[bool, typer.Option("--integer", help="whole prices: floor below, ceiling above")] = False,
    as_json: Json = False,
) -> None:
    """A summary to constraints."""
    from interarec.constraints.report import constraints_report

    text = text_of(file)
    require_readable(catalogue)
    report = guarded(lambda: constraints_report(text, facts=_facts(catalogue), integer=integer))
    lines = [f"{name}: {value}" for name, value in report.items() if name != "checks"]
    emit(report, as_json=as_json, text="\n".join(lines))


def _facts(path: Path | None) -> CatalogueFacts | None:
    """What the catalogue file says of prices, brands, colours, categories and sizes."""
    if path is None:
        return None
    from interarec.platform.clock import utc_now
    from interarec.recommender.catalogue.feed_files import read_rows
    from interarec.recommender.catalogue.items import ItemReader

    reader = ItemReader(None)
    read = [reader.read(row.number, row.fields)[0] for row in read_rows(path) if row.broken is None]
    items = tuple(item for item in read if item is not None)
    if not items or reader.currency is None:
        raise InvalidInput(f"{path} has no item that can be read", field="catalogue")
    return catalogue_facts(Catalogue("cli", path.name, reader.currency, items, utc_now()))


def solve(
    file: Annotated[str, typer.Argument(help="an instance as JSON; - for standard input")] = "-",
    as_json: Json = False,
) -> None:
    """The best assortment of an instance."""
    from interarec.assortment import solve_instance

    try:
        instance = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        fail(f"{file} is not JSON: {error}", 2)
    if not isinstance(instance, dict):
        fail(f"{file} must hold an object with prices, weights, v0, …", 2)
    answer = guarded(lambda: solve_instance(instance))
    emit(answer, as_json=as_json, text=f"{answer['status']}: items {answer['items']}, revenue {answer['revenue']}")
    if answer["status"] in ("invalid", "unsupported"):
        raise typer.Exit(1)
