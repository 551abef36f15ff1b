"""`interarec lab`: the paper's experiments as figures, on the sets shipped or on one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from interarec.cli.output import Json, emit, guarded
from interarec.domain.errors import InvalidInput

__all__ = ["register"]

Names = Annotated[list[str], typer.Argument(help="fig11 … fig17, pools, blends, coverage, or all")]
Data = Annotated[Path | None, typer.Option("--data", help="a data folder or a folder of them, beside those shipped")]
Sets = Annotated[str, typer.Option("--sets", help="names of sets, comma-separated; without it, all there are")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    lab = typer.Typer(help="The paper's experiments.", no_args_is_help=True)
    lab.command("list")(list_figures)
    lab.command("run")(run_figures)
    lab.command("read")(read_pages)
    app.add_typer(lab, name="lab")


def list_figures(as_json: Json = False) -> None:
    """The figures there are."""
    from interarec.lab.experiments.figures import FIGURES

    about = {name: (make.__doc__ or "").split("\n")[0] for name, make in FIGURES.items()}
    emit(about, as_json=as_json, text="\n".join(f"{name:10s} {line}" for name, line in about.items()))


def run_figures(
    names: Names,
    tiny: Annotated[bool, typer.Option("--tiny", help="a sample in a minute and a half; no finding")] = False,
    small: Annotated[bool, typer.Option("--small", help="within ten minutes")] = False,
    data: Data = None,
    sets: Sets = "",
    out: Annotated[Path, typer.Option("--out", help="tables and plots")] = Path("lab-figures"),
    work: Annotated[Path, typer.Option("--work", help="trained models and scores, kept")] = Path(".cache/lab"),
    encoder: Annotated[Path | None, typer.Option("--encoder", help="folder of a sentence encoder")] = None,
    seeds: Annotated[int | None, typer.Option("--seeds", min=1, help="instead of the scale's, at 100 %")] = None,
    fewer_seeds: Annotated[int | None, typer.Option("--fewer-seeds", min=1, help="below 100 %")] = None,
    models: Annotated[str, typer.Option("--models", help="some of the five, comma-separated")] = "",
    rates: Annotated[str, typer.Option("--rates", help="learning rates to choose from, comma-separated")] = "",
    as_json: Json = False,
) -> None:
    """Make figures: a table, a plot and a sentence each. Without --tiny or --small everything is trained in full."""
    from interarec.lab.experiments.laboratory import Laboratory, Options, at_scale

    scale = "tiny" if tiny else "small" if small else "full"

    def work_through() -> list[dict[str, object]]:
        named = tuple(one for one in models.split(",") if one)
        chosen = at_scale(scale, seeds=seeds, fewer_seeds=fewer_seeds, models=named, rates=_numbers(rates))
        options = Options(chosen, out, work, data, encoder, tuple(one for one in sets.split(",") if one))
        found: list[dict[str, object]] = []
        for figure, files in Laboratory(options, _say).run(names):
            found.append({"figure": figure.name, "sentence": figure.sentence, "files": [str(one) for one in files]})
            if not as_json:
                emit(None, as_json=False, text=f"{figure.name}: {figure.sentence}\n  {', '.join(map(str, files))}")
        return found

    made = guarded(work_through)
    if as_json:
        emit({"scale": scale, "figures": made}, as_json=True)


def read_pages(
    views: Annotated[str, typer.Option("--views", help="block, page-0, page-6, page-12, picture")] = "block",
    data: Data = None,
    sets: Sets = "",
    as_json: Json = False,
) -> None:
    """Draw the items' pages and have the local reader read them; kept beside the set, a page is read once."""
    from interarec.lab.experiments.laboratory import Laboratory, Options, at_scale

    options = Options(at_scale("full"), Path(), Path(), data, None, tuple(one for one in sets.split(",") if one))
    count = guarded(lambda: Laboratory(options, _say).read(views.split(",")))
    emit({"read": count}, as_json=as_json, text=f"{count} pages read")


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(one) for one in text.split(",") if one)
    except ValueError as error:
        raise InvalidInput(f"--rates is a list of numbers, not {text!r}", field="rates") from error


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
