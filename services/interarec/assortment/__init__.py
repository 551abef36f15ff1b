"""The assortment engine: prices, MNL weights and constraints -> the set of highest expected revenue, exactly.

Usable alone: it needs NumPy and nothing of the rest of the house but its error tree.
"""

from interarec.assortment.answer import Answer, FilterCount, ShadowCost
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.explanation import Relaxation, relax, solve
from interarec.assortment.feasible_sets import FeasibleSets
from interarec.assortment.instance import solve_instance
from interarec.assortment.mixture import MixtureAnswer, Segment, solve_mixture
from interarec.assortment.request import GroupLimit, Personal, Preference, Request

__all__ = [
    "Answer",
    "Catalogue",
    "FeasibleSets",
    "FilterCount",
    "GroupLimit",
    "MixtureAnswer",
    "Personal",
    "Preference",
    "Relaxation",
    "Request",
    "Segment",
    "ShadowCost",
    "relax",
    "solve",
    "solve_instance",
    "solve_mixture",
]
