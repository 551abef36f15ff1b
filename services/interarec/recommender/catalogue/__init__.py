"""Bringing one's own shop: feeds, purchases and the static rail, as versioned artifacts."""

from interarec.recommender.catalogue.choice import fit_choice_model
from interarec.recommender.catalogue.importing import import_catalogue
from interarec.recommender.catalogue.reports import FitReport, ImportReport, RefusedRow

__all__ = ["FitReport", "ImportReport", "RefusedRow", "fit_choice_model", "import_catalogue"]
