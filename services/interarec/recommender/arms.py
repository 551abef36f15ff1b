"""Which strategy serves a session: a stable hash of site, experiment and session. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from interarec.domain.recommendations import Arm

__all__ = ["assigned_arm", "unit_hash"]

_STRATEGIES = (Arm.ASSORTMENT, Arm.RERANK, Arm.UNIFIED)


def unit_hash(*parts: str) -> float:
    """A number in [0, 1) that is the same for the same parts, everywhere and always."""
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return int.from_bytes(hashlib.sha256(whole.encode()).digest()[:8]) / 2**64


def assigned_arm(
    site_id: str,
    experiment: str,
    session_id: str,
    *,
    shares: Mapping[str, float],
    disabled: Collection[str],
    default: Arm,
) -> Arm:
    """The arm of a session. Shares above 1 in total are scaled down; what they leave belongs to `default`.

    Switching an arm off moves its own sessions only: to the default, else to the first strategy that is on, else to the
    fallback rail.
    """
    point = unit_hash(site_id, experiment, session_id) * max(1.0, sum(shares.values()))
    chosen = default
    for arm in _STRATEGIES:
        point -= shares.get(arm.value, 0.0)
        if point < 0:
            chosen = arm
            break
    candidates = (chosen, default, *_STRATEGIES)
    return next((arm for arm in candidates if arm.value not in disabled), Arm.FALLBACK)
