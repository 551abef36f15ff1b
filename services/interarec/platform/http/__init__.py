"""The HTTP frame every service shares: problem+json errors, health, metrics."""

from interarec.platform.http.frame import HealthChecks, create_app
from interarec.platform.http.problems import Problem

__all__ = ["HealthChecks", "Problem", "create_app"]
