"""Why an item is offered, in the shopper's words; and the sentence above the slate. Facts of the slate only. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from interarec.recommender.drafts import Draft
from interarec.recommender.narrowing import want_mask
from interarec.recommender.prepared import PreparedSite
from interarec.recommender.wants import Want

__all__ = ["item_reasons", "template_wording"]


def item_reasons(
    site: PreparedSite, draft: Draft, wants: Sequence[Want], viewed: Collection[int], *, from_screen: bool
) -> tuple[tuple[str, ...], ...]:
    """For each row: the wishes it fulfils and where they were seen, what the shopper set, else what speaks for it."""
    at = np.array(draft.rows, np.intp)
    fulfilled = [want_mask(want, site.attributes, site.solver.prices)[at] for want in wants]
    return tuple(
        _reasons(
            [want for want, holds in zip(wants, fulfilled, strict=True) if holds[place]],
            site.currency,
            seen=row in viewed,
            otherwise=_otherwise(draft, place, from_screen),
        )
        for place, row in enumerate(draft.rows)
    )


def _otherwise(draft: Draft, place: int, from_screen: bool) -> str:
    """Why an item is there that fulfils no wish and was not looked at."""
    if (draft.similarities[place] or 0.0) > 0.0:
        return "like what you have been looking at"
    if draft.rows[place] in draft.companions:
        return "often bought with what you looked at"
    return "from this shop's selection" if from_screen else "popular in this shop"


def _reasons(wants: Sequence[Want], currency: str, *, seen: bool, otherwise: str) -> tuple[str, ...]:
    inferred = [want for want in wants if not want.by_shopper]
    own = [want for want in wants if want.by_shopper]
    reasons = []
    if inferred:
        reasons.append(_spoken(inferred, currency) + _where(inferred))
    if own:
        reasons.append(f"you chose {_spoken(own, currency)}")
    if seen:
        reasons.append("you looked at it")
    return tuple(reasons) or (otherwise,)


def _spoken(wants: Sequence[Want], currency: str) -> str:
    """`green dresses, Tidewell, £18–£144`: what it is first, prices last, nothing twice."""
    backwards = list(reversed(wants))

    def words(*attributes: str) -> list[str]:
        return [want.text(currency) for want in backwards if want.attribute in attributes]

    things = " ".join(dict.fromkeys([*words("color"), *words("category")]))
    others = [want.text(currency) for want in backwards if want.attribute not in ("color", "category", "price")]
    return ", ".join(dict.fromkeys(part for part in (things, *others, *words("price")) if part))


def _where(wants: Sequence[Want]) -> str:
    """`, seen on the last 10 screens`, from the distinct screenshots behind the wishes."""
    screens = len({piece.screenshot_id for want in wants for piece in want.evidence})
    if screens == 0:
        return ""
    return ", seen on your last screen" if screens == 1 else f", seen on the last {screens} screens"


def template_wording(site: PreparedSite, draft: Draft, wants: Sequence[Want]) -> str:
    """One sentence from the wishes that every offer fulfils; says so when there is nothing to offer.

    Wishes that an arm only weighs need not hold of what it shows, and are then not claimed.
    """
    rows = np.array(draft.rows, np.intp)
    if not len(rows):
        return "Nothing in stock fits what you are looking for."
    count = "One offer" if len(rows) == 1 else f"{len(rows)} offers"
    attributes, prices = site.attributes, site.solver.prices
    words = _spoken([want for want in wants if want_mask(want, attributes, prices)[rows].all()], site.currency)
    if words:
        return f"{count} for you: {words}."
    if wants or draft.companions:
        return f"{count} to go with what you looked at."
    return f"{count} that others buy most."
