"""The static fallback rail: the most bought items, ready to be served when everything behind the gateway is down.

One object `artifacts/{site}/rail/current`, in the JSON of a recommendation with arm `fallback`; whoever serves it puts
the session's id in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from interarec.contracts.views import recommendation_json
from interarec.domain.catalogue import Catalogue, Item
from interarec.domain.errors import InvalidInput
from interarec.domain.identifiers import recommendation_id
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation, SlateItem
from interarec.platform.blobs.port import Blobs
from interarec.platform.settings import SiteSettings
from interarec.recommender.attributes import has_value

__all__ = ["RAIL_WORDING", "publish_rail", "rail_items", "rail_key", "rail_of"]

RAIL_WORDING = "Most bought in this shop."


def rail_key(site_id: str) -> str:
    """Object key of the site's rail."""
    return f"artifacts/{site_id}/rail/current"


def rail_of(catalogue: Catalogue, bought: Mapping[str, int], rules: SiteSettings, at: datetime) -> Recommendation:
    """The most bought items in stock within must and never, as many as a slate has.

    Equal counts, and a shop without purchases, keep the feed's order.
    """
    sellable = [item for item in catalogue.items if item.in_stock and _allowed(item, rules)]
    best = sorted(sellable, key=lambda item: -bought.get(item.item_id, 0))[: rules.capacity]
    total = sum(bought.values()) or 1
    slate = tuple(
        SlateItem(
            item_id=item.item_id,
            position=position,
            score=float(bought.get(item.item_id, 0)),
            choice_probability=bought.get(item.item_id, 0) / total,
            price=item.price,
            reasons=("most bought",) if bought.get(item.item_id) else (),
        )
        for position, item in enumerate(best)
    )
    return Recommendation(
        recommendation_id=recommendation_id(f"rail.{catalogue.site_id}", -1, -1),
        site_id=catalogue.site_id,
        session_id="",
        arm=Arm.FALLBACK,
        based_on=BasedOn(-1, -1),
        slate=slate,
        wording=RAIL_WORDING,
        made_at=at,
        catalogue_version=catalogue.version,
    )


def _allowed(item: Item, rules: SiteSettings) -> bool:
    return all(has_value(item, *one) for one in rules.must.items()) and not any(
        has_value(item, *one) for one in rules.never.items()
    )


async def publish_rail(
    blobs: Blobs, catalogue: Catalogue, bought: Mapping[str, int], rules: SiteSettings, at: datetime
) -> None:
    """Replace the site's rail. Raises Unavailable."""
    rail = recommendation_json(rail_of(catalogue, bought, rules, at))
    data = json.dumps(rail).encode()
    await blobs.put(rail_key(catalogue.site_id), data, media_type="application/json")


def rail_items(data: bytes) -> tuple[SlateItem, ...]:
    """The slate of a stored rail. Raises InvalidInput when the bytes are no rail."""
    try:
        return tuple(
            SlateItem(
                item_id=item["item_id"],
                position=item["position"],
                score=item["score"],
                choice_probability=item["choice_probability"],
                price=Money(Decimal(item["price"]["amount"]), item["price"]["currency"]),
                reasons=tuple(item["reasons"]),
            )
            for item in json.loads(data)["slate"]
        )
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise InvalidInput(f"the stored rail is broken ({error}); import the catalogue again") from error
