"""Constraints and interactions in, slates out: the service that decides what a shopper is offered."""

from interarec.recommender.pacing import Pace
from interarec.recommender.ports import RecommenderPorts
from interarec.recommender.prepared import PreparedSite, artifact_watcher
from interarec.recommender.recommend import recommend
from interarec.recommender.rewording import reword
from interarec.recommender.sessions import SessionView, is_trigger

__all__ = [
    "Pace",
    "PreparedSite",
    "RecommenderPorts",
    "SessionView",
    "artifact_watcher",
    "is_trigger",
    "recommend",
    "reword",
]
