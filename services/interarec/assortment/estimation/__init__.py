"""Estimation of the choice model: MNL weights, the outside weight and utility coefficients from what was bought."""

from interarec.assortment.estimation.choices import NOTHING, ChoiceSets
from interarec.assortment.estimation.features import fit_features
from interarec.assortment.estimation.fitting import fit_choices, fit_purchases, fit_segments
from interarec.assortment.estimation.logit import Logit, conditional_logit, dummies, sampled
from interarec.assortment.estimation.model import ChoiceModel, FitReport, HeldOut, ReliabilityBin
from interarec.assortment.estimation.outside import outside_weight
from interarec.assortment.estimation.records import fit_records

__all__ = [
    "NOTHING",
    "ChoiceModel",
    "ChoiceSets",
    "FitReport",
    "HeldOut",
    "Logit",
    "ReliabilityBin",
    "conditional_logit",
    "dummies",
    "fit_choices",
    "fit_features",
    "fit_purchases",
    "fit_records",
    "fit_segments",
    "outside_weight",
    "sampled",
]
