"""The fitted choice model and its report, as plain data that can be stored and shown. Made by `fitting`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from interarec.domain.errors import InvalidInput

__all__ = ["ChoiceModel", "FitReport", "HeldOut", "ReliabilityBin"]


@dataclass(frozen=True)
class ReliabilityBin:
    """Offers whose predicted chance fell in one bin: mean prediction, observed frequency, how many."""

    predicted: float
    observed: float
    offers: float


@dataclass(frozen=True)
class HeldOut:
    """Mean log-likelihood per choice on sets kept out of the fit, of the model and of popularity alone."""

    choices: float
    model: float
    popularity: float


@dataclass(frozen=True)
class FitReport:
    """What the fit was made from and how far it may be trusted.

    `standard_errors` are those of log weights, None for items never bought. `never_shown` and `never_bought` are
    item ids (the latter shown but not bought). `places` are position factors, the first place 1.
    """

    method: str
    purchases: float
    no_purchases: float
    log_likelihood: float
    null_log_likelihood: float
    iterations: int
    converged: bool
    standard_errors: tuple[float | None, ...]
    never_shown: tuple[str, ...]
    never_bought: tuple[str, ...]
    reliability: tuple[ReliabilityBin, ...] = ()
    held_out: HeldOut | None = None
    places: tuple[float, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChoiceModel:
    """MNL weights per item id and the outside weight v0, with their report."""

    item_ids: tuple[str, ...]
    weights: tuple[float, ...]
    v0: float
    report: FitReport

    def to_mapping(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> ChoiceModel:
        """Return the model stored by `to_mapping`; raises InvalidInput when a part is missing."""
        try:
            report = dict(data["report"])  # type: ignore[call-overload]
            report["reliability"] = tuple(ReliabilityBin(**one) for one in report["reliability"])
            report["held_out"] = HeldOut(**report["held_out"]) if report["held_out"] else None
            for name in ("standard_errors", "never_shown", "never_bought", "places", "warnings"):
                report[name] = tuple(report[name])
            return cls(
                tuple(data["item_ids"]),  # type: ignore[arg-type]
                tuple(data["weights"]),  # type: ignore[arg-type]
                float(data["v0"]),  # type: ignore[arg-type]
                FitReport(**report),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput(f"not a stored choice model: {error}") from error
