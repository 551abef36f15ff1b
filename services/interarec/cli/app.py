"""The command line: `interarec VERB …`. Verbs live in the modules beside this one."""

from __future__ import annotations

import typer

from interarec.cli import (
    artifacts,
    demonstration,
    doctor,
    encoders,
    engines,
    laboratory,
    letters,
    operations,
    planning,
    replaying,
    reranking,
    serving,
    sessions,
    training,
)

__all__ = ["app", "main"]

app = typer.Typer(
    name="interarec",
    help="Live recommendations from what a shopper sees.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (
    demonstration,
    serving,
    doctor,
    artifacts,
    engines,
    replaying,
    sessions,
    training,
    reranking,
    encoders,
    laboratory,
    planning,
    operations,
    letters,
):
    module.register(app)


def main() -> None:
    """Entry point."""
    app()
