"""Numbers of the recommender on /metrics."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

__all__ = ["BLOCKS_OPENED", "ITERATIONS", "RELAXED", "SLATES", "SOLVE_SECONDS"]

SOLVE_SECONDS = Histogram(
    "interarec_recommender_solve_seconds",
    "Time from accepted constraints to a chosen slate, in the solving thread",
    ["arm"],
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0),
)
ITERATIONS = Histogram(
    "interarec_recommender_solver_iterations", "Newton steps of one slate", ["arm"], buckets=(1, 2, 3, 4, 6, 8, 12, 20)
)
BLOCKS_OPENED = Histogram(
    "interarec_recommender_solver_blocks_opened",
    "Blocks of the index examined for one slate",
    ["arm"],
    buckets=(0, 8, 16, 32, 64, 128, 256, 1024, 4096),
)
SLATES = Counter("interarec_recommender_slates", "Slates made", ["site", "arm", "randomised"])
RELAXED = Counter("interarec_recommender_relaxed", "Wishes given up to make a slate", ["constraint"])
