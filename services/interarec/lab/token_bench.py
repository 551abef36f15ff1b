"""Model tokens of a browsing session and the constraints found: `interarec bench tokens`.

The demo's recorded session, chapter by chapter, goes through the real model engine to a scripted model that sees what
it is sent and no more: it reads with the local reader at the size a server would show it. Set against ten full-size
pictures a batch. Images are counted by OpenAI's published rules (platform.openai.com/docs/guides/images-vision,
"Calculating costs"): in tiles as for gpt-4o, in patches times 1.62 as for gpt-4.1-mini; words at four letters a token.

    python -m interarec.lab.token_bench [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.domain.catalogue import Catalogue, CatalogueFacts, Item, catalogue_facts
from interarec.domain.constraints import ConstraintSet
from interarec.domain.money import Money
from interarec.domain.summaries import CATEGORIES, BehaviourSummary
from interarec.lab.outcomes import NOON, summarised
from interarec.lab.story import RECORDED, SCREENS, catalogue
from interarec.platform.chat import ChatRequest, Play, RetryingChat, RetryPolicy, ScriptedModel, said
from interarec.platform.settings.schema import ConstraintSettings, ModelSettings
from interarec.summarizer.engines import PageImage, ReadRequest
from interarec.summarizer.engines.openai import ModelEngine
from interarec.vision import Frame, Gazetteer, LocalReader
from interarec.vision.images import header_size

__all__ = ["Session", "image_tokens", "main"]

TILES, PATCHES = "tiles", "patches"
COUNTINGS = (TILES, PATCHES)
LETTERS = 4
"""Characters a token, for words: OpenAI's rule of thumb for English."""
BATCHES_AN_HOUR = 180
"""Ten screenshots each, one every two seconds, every one of them new: the most a shopper can ask for."""
_PATIENT = RetryPolicy(attempts=1, call_timeout_s=3_600.0, deadline_s=3_600.0)
"""Reading with the local reader takes the scripted model long."""
_LOW_SIDE = 512
_PATCH, _MOST_PATCHES, _FACTOR = 32, 1_536, 1.62


def image_tokens(width: int, height: int, detail: str, counting: str) -> int:
    """Tokens of one picture. Tiles: 85, and 170 for each tile of 512 after fitting into 2,048 and a short side of 768.

    Patches: one of 32 x 32 each, at most 1,536, times 1.62; `low` is counted as the 512-pixel picture it shows.
    """
    if counting == TILES:
        if detail == "low":
            return 85
        shrink = min(1.0, 2_048 / max(width, height))
        shrink *= min(1.0, 768 / (min(width, height) * shrink))
        return 85 + 170 * math.ceil(width * shrink / 512) * math.ceil(height * shrink / 512)
    if detail == "low":
        shrink = min(1.0, _LOW_SIDE / max(width, height))
        width, height = round(width * shrink), round(height * shrink)
    patches = math.ceil(width / _PATCH) * math.ceil(height / _PATCH)
    return math.ceil(min(patches, _MOST_PATCHES) * _FACTOR)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: the settings, and whether the local reader reads along."""

    name: str
    settings: ModelSettings
    read_along: bool = True


WAYS = (
    Way("ten in full size, read by the model alone", ModelSettings(image_detail="high"), read_along=False),
    Way("ten in full size, reader along", ModelSettings(image_detail="high")),
    Way("as shipped: ten small, reader along", ModelSettings()),
    Way("four small, reader along", ModelSettings(images_per_request=4)),
    Way("ten small, read by the model alone", ModelSettings(image_detail="low"), read_along=False),
)
"""The first is what the others are set against."""


@dataclass(slots=True)
class Counted:
    """What one way of asking cost over the session, and what it found, batch by batch."""

    way: Way
    images: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTINGS, 0))
    words: int = 0
    answered: int = 0
    found: list[tuple[Any, ...]] = field(default_factory=list)

    def total(self, counting: str) -> int:
        """All tokens of the session."""
        return self.images[counting] + self.words + self.answered


class Session:
    """The recorded session in batches of ten, and one reader: what was read once is not read again."""

    def __init__(self, threads: int = 1, batches: int = 3) -> None:
        paths = sorted(RECORDED.glob("*.webp"))[1:]  # the first picture is the page before it was scrolled
        pages = [PageImage(path.stem, number, path.read_bytes(), "image/webp") for number, path in enumerate(paths)]
        self._batches = [tuple(pages[at : at + SCREENS]) for at in range(0, batches * SCREENS, SCREENS)]
        self._reader = LocalReader(threads=threads)
        self._gazetteer, self._facts = _shop()

    def play(self, way: Way) -> Counted:
        """The whole session asked in this way."""
        return asyncio.run(self._play(way))

    async def _play(self, way: Way) -> Counted:
        counted = Counted(way)
        chat = RetryingChat(ScriptedModel(lambda request: self._seen(request, counted)), _PATIENT)
        reader = self._reader if way.read_along else None
        engine = ModelEngine(
            chat,
            way.settings.model_copy(update={"deadline_s": _PATIENT.deadline_s}),
            lambda _: self._gazetteer,
            lambda _: self._facts,
            reader,
        )
        earlier: BehaviourSummary | None = None
        for batch in self._batches:
            result = await engine.read(ReadRequest("demo", "s1", batch, earlier))
            assert result.summary is not None, result.reason
            earlier = result.summary
            counted.found.append(_limits(await self._constraints(earlier)))
        return counted

    def _seen(self, request: ChatRequest, counted: Counted) -> Play:
        """The answer of a model with the local reader's eyes, on the bytes it was sent; its cost is counted."""
        images = [image for message in request.messages for image in message.images]
        for image in images:
            width, height = header_size(image.data)
            for counting in COUNTINGS:
                counted.images[counting] += image_tokens(width, height, image.detail, counting)
        frames = [Frame(str(number), number, image.data) for number, image in enumerate(images)]
        answer = _answer(self._reader.read(frames, gazetteer=self._gazetteer).summary)
        assert request.shape is not None
        asked_for: Any = request.shape.schema["properties"]
        told = json.dumps({name: value for name, value in answer.items() if name in asked_for}, default=str)
        letters = sum(len(message.text) for message in request.messages) + len(json.dumps(request.shape.schema))
        counted.words += letters // LETTERS
        counted.answered += len(told) // LETTERS
        return said(told)

    async def _constraints(self, summary: BehaviourSummary) -> ConstraintSet:
        ports = ConstrainPorts(lambda: NOON, lambda _: self._facts, ConstraintSettings())
        return await constrain(summarised(summary), (), ports)


def _shop() -> tuple[Gazetteer, CatalogueFacts]:
    """The demo shop as reader and worker know it."""
    items, rows = [], []
    for item_id, row in catalogue().items():
        amount, currency = row["price"].split()
        kind = row["product_type"]
        price = Money(Decimal(amount), currency)
        items.append(Item(item_id, row["title"], price, brand=row["brand"], color=row["color"], category=kind))
        known = {"id": item_id, "price": Decimal(amount), "currency": currency, "category": kind}
        rows.append(known | {name: row[name] for name in ("title", "brand", "color")})
    return Gazetteer.from_items(rows), catalogue_facts(
        Catalogue("demo", "v1", items[0].price.currency, tuple(items), NOON)
    )


def _answer(summary: BehaviourSummary) -> dict[str, Any]:
    """A summary as a model would write it."""
    texts: dict[str, Any] = {name: getattr(summary.categories, name) for name in CATEGORIES}
    offers = [
        {
            "title": offer.title,
            "price": float(offer.price),
            "currency": offer.currency,
            "was": float(offer.was) if offer.was else None,
            "brand": offer.brand,
            "color": offer.color,
            "screenshot": offer.evidence[0].sequence if offer.evidence else 0,
        }
        for offer in summary.offers
    ]
    filters = [{"attribute": one.attribute, "value": one.value} for one in summary.filters]
    promotions = [fact.value for fact in summary.promotions]
    return {**texts, "offers": offers, "promotions_seen": promotions, "filters_set": filters}


def _limits(made: ConstraintSet) -> tuple[Any, ...]:
    """What the recommender is told to keep to."""
    price = made.price and (made.price.lowest, made.price.highest, made.price.currency)
    named = [*made.attributes, *made.filters]
    return price, tuple(sorted((one.attribute, tuple(sorted(one.values)), one.set_by_shopper) for one in named))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints tokens by each way of asking, the ratio, and how many batches gave the same constraints."""
    parser = argparse.ArgumentParser(prog="interarec bench tokens", description=main.__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    session = Session(chosen.threads)
    rows = _rows([session.play(way) for way in WAYS])
    sys.stdout.write((json.dumps(rows) if chosen.json else _text(rows)) + "\n")
    return 0


def _rows(counted: Sequence[Counted]) -> list[dict[str, Any]]:
    full, rows = counted[0], []
    for one in counted:
        batches = len(one.found)
        row: dict[str, Any] = {"way": one.way.name, "words": one.words // batches, "answer": one.answered // batches}
        for counting in COUNTINGS:
            row[counting] = {
                "images": one.images[counting] // batches,
                "batch": one.total(counting) // batches,
                "shopper_hour": one.total(counting) // batches * BATCHES_AN_HOUR,
                "times_fewer": round(full.total(counting) / one.total(counting), 2),
            }
        row["same_constraints"] = [mine == theirs for mine, theirs in zip(one.found, full.found, strict=True)]
        rows.append(row)
    return rows


def _text(rows: Sequence[dict[str, Any]]) -> str:
    lines = ["| a batch of ten | words, answer | images, all: tiles | patches | times fewer | same constraints |"]
    lines.append("|---|---|---|---|---|---|")
    for row in rows:
        tiles, patches, same = row[TILES], row[PATCHES], row["same_constraints"]
        lines.append(
            f"| {row['way']} | {row['words']:,}, {row['answer']:,} | {tiles['images']:,}, {tiles['batch']:,}"
            f" | {patches['images']:,}, {patches['batch']:,} | {tiles['times_fewer']:.1f}, {patches['times_fewer']:.1f}"
            f" | {sum(same)} of {len(same)} |"
        )
    hour = ", ".join(f"{row[TILES]['shopper_hour']:,} / {row[PATCHES]['shopper_hour']:,}" for row in rows)
    return "\n".join([*lines, "", f"a shopper-hour of {BATCHES_AN_HOUR} batches (tiles / patches): {hour}"])


if __name__ == "__main__":
    sys.exit(main())
