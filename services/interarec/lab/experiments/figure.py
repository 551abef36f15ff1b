"""A figure as a value: table, plot and the one sentence that says what is seen. Called by `laboratory`."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Figure", "Panel", "Series", "write_figure"]

Value = str | int | float | None
_COLORS = ("#1b6e53", "#b3423a", "#2f5f9e", "#8a5a00", "#6b4a9c", "#3f3f3f", "#c0709a", "#5a8f29")
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One named row of marks: x as numbers or words, y, and where known the ends of its intervals."""

    name: str
    x: Sequence[Value]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot. `bars`: x are words; else lines, over a logarithmic x where `log_x`."""

    title: str
    series: Sequence[Series]
    x_name: str = ""
    y_name: str = ""
    bars: bool = False
    log_x: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """`rows`: the table, each with the same columns; `notes`: how it was made (seeds, rows, chosen K)."""

    name: str
    title: str
    rows: Sequence[Mapping[str, Value]]
    sentence: str
    panels: Sequence[Panel] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)


def write_figure(figure: Figure, folder: Path, head: Sequence[str]) -> list[Path]:
    """Write NAME.csv (with `head`, notes and the sentence as comment lines), NAME.svg; the files written.

    A figure that has nothing to compare is its comment lines alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / f"{figure.name}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        for line in (figure.title, *head, *figure.notes, figure.sentence):
            file.write(f"# {line}\n")
        writer = csv.DictWriter(file, list(figure.rows[0]) if figure.rows else [], lineterminator="\n")
        if figure.rows:
            writer.writeheader()
        writer.writerows([{name: _rounded(value) for name, value in row.items()} for row in figure.rows])
    written = [table]
    if figure.panels:
        written.append(folder / f"{figure.name}.svg")
        _draw(figure, written[-1])
    return written


def _rounded(value: Value) -> Value:
    return round(value, _DIGITS) if isinstance(value, float) else value


def _draw(figure: Figure, path: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = figure.name  # the same figure gives the same file
    across = min(2, len(figure.panels))
    down = -(-len(figure.panels) // across)
    drawing, axes = pyplot.subplots(down, across, figsize=(6.4 * across, 3.6 * down), squeeze=False)
    for number, panel in enumerate(figure.panels):
        axis = axes[number // across][number % across]
        (_bars if panel.bars else _lines)(axis, panel)
        axis.set_title(panel.title, fontsize=10)
        axis.set_xlabel(panel.x_name, fontsize=9)
        axis.set_ylabel(panel.y_name, fontsize=9)
        axis.tick_params(labelsize=8)
        axis.grid(axis="y", color="#dddddd", linewidth=0.6)
        axis.set_axisbelow(True)
        axis.legend(fontsize=7, framealpha=0.8)
    for number in range(len(figure.panels), across * down):
        axes[number // across][number % across].axis("off")
    drawing.suptitle(figure.title, fontsize=11)
    drawing.tight_layout()
    drawing.savefig(path, metadata={"Date": None})
    pyplot.close(drawing)


def _errors(series: Series) -> list[list[float]] | None:
    if not series.low:
        return None
    below = [max(0.0, y - low) for y, low in zip(series.y, series.low, strict=True)]
    above = [max(0.0, high - y) for y, high in zip(series.y, series.high, strict=True)]
    return [below, above]


def _bars(axis: object, panel: Panel) -> None:
    width = 0.8 / max(1, len(panel.series))
    names = list(dict.fromkeys(str(one) for series in panel.series for one in series.x))
    for number, series in enumerate(panel.series):
        at = [names.index(str(one)) + (number - (len(panel.series) - 1) / 2) * width for one in series.x]
        color = _COLORS[number % len(_COLORS)]
        axis.bar(at, series.y, width, yerr=_errors(series), label=series.name, color=color, ecolor="#555555")  # type: ignore[attr-defined]
    axis.set_xticks(range(len(names)), names)  # type: ignore[attr-defined]


def _lines(axis: object, panel: Panel) -> None:
    for number, series in enumerate(panel.series):
        color = _COLORS[number % len(_COLORS)]
        axis.errorbar(  # type: ignore[attr-defined]
            list(series.x),
            list(series.y),
            yerr=_errors(series),
            label=series.name,
            color=color,
            marker="o",
            markersize=3,
            linewidth=1.2,
            elinewidth=0.8,
        )
    if panel.log_x:
        axis.set_xscale("log")  # type: ignore[attr-defined]
