"""The figures by name; each takes the studies (sets) and returns a `Figure`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from interarec.lab.experiments.figure import Figure
from interarec.lab.experiments.figures.fig11 import fig11
from interarec.lab.experiments.figures.fig16 import fig16
from interarec.lab.experiments.figures.fig17 import fig17
from interarec.lab.experiments.figures.growth import fig12, fig13
from interarec.lab.experiments.figures.pools import blends, coverage, pools
from interarec.lab.experiments.figures.screens import fig14, fig15
from interarec.lab.experiments.study import Study

__all__ = ["FIGURES"]

FIGURES: Mapping[str, Callable[[Sequence[Study]], Figure]] = {
    "fig11": fig11,
    "fig12": fig12,
    "fig13": fig13,
    "fig14": fig14,
    "fig15": fig15,
    "fig16": fig16,
    "fig17": fig17,
    "pools": pools,
    "blends": blends,
    "coverage": coverage,
}
