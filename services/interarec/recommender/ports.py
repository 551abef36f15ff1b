"""What making a slate needs from outside. Built by the service's `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interarec.domain.summaries import BehaviourSummary
from interarec.platform.blobs.port import Blobs
from interarec.platform.chat.port import Chat
from interarec.platform.clock import Now
from interarec.platform.settings import Settings
from interarec.recommender.prepared import PreparedSite
from interarec.recommender.told import supported_text

__all__ = ["RecommenderPorts"]


@dataclass(frozen=True, slots=True)
class RecommenderPorts:
    """`site` gives the prepared catalogue in use now, None until there is one; `blobs` holds the static rail.

    `told`: what of a summary is compared with item texts.
    """

    settings: Settings
    site: Callable[[str], PreparedSite | None]
    blobs: Blobs
    now: Now
    chat: Chat | None = None
    told: Callable[[BehaviourSummary | None], str] = supported_text
