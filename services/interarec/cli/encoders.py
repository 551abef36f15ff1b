"""`interarec encoder`: sentence encoders for likeness by text. Torch lives in the environment of `make train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interarec.cli.output import Json, emit, guarded
from interarec.cli.training import Data, run_with_torch

__all__ = ["register"]

Encoder = Annotated[Path, typer.Argument(help="folder with model.onnx and tokenizer.json")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    encoder = typer.Typer(help="Sentence encoders for likeness by text.", no_args_is_help=True)
    encoder.command("export")(export)
    encoder.command("compare")(compare)
    app.add_typer(encoder, name="encoder")


def export(
    folder: Annotated[Path, typer.Argument(help="a sentence-transformers folder; nothing is downloaded")],
    out: Annotated[Path, typer.Option("--out", help="gets the folders float32 and int8")],
    as_json: Json = True,  # its answer is JSON in any case
) -> None:
    """Write a sentence encoder as ONNX, in float32 and in int8, each with its tokenizer and a card (JSON on stdout)."""
    run_with_torch("encoder", str(folder), "--out", str(out))


def compare(one: Encoder, other: Encoder, data: Data, as_json: Json = False) -> None:
    """Cosines between two encoders over the items of a data folder, and Recall@k of ranking by the last item's text."""
    report = guarded(lambda: _compared(one, other, data))
    emit(report, as_json=as_json, text="\n".join(f"{name}: {value:.4f}" for name, value in report.items()))


def _compared(one: Path, other: Path, data: Path) -> dict[str, float]:
    from interarec.platform.embeddings import SentenceEncoder
    from interarec.ranking.content import compared
    from interarec.ranking.sessions import read_data

    return compared(SentenceEncoder(one), SentenceEncoder(other), read_data(data))
