"""How often a page talks its way into a slate: `interarec bench steering`.

Every attack is drawn on a clean listing and read by the local reader and by a scripted model that obeys whatever is
printed, on small pictures and on full ones; its slate is set against the slate of the clean page, with the defences
and without them.

    python -m interarec.lab.steering_bench [--only corpus|held_out] [--json] [--verbose]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from interarec.domain.catalogue import Item
from interarec.domain.constraints import ConstraintSet
from interarec.domain.recommendations import Arm
from interarec.domain.summaries import BehaviourSummary
from interarec.lab.steering.corpus import CORPUS, HELD_OUT, Attack
from interarec.lab.steering.draw import draw_page
from interarec.lab.steering.gullible import obedient_answer
from interarec.lab.steering.judge import Slate, defended, slate_of, undefended, upper_bound
from interarec.lab.steering.shop import SteeredShop, open_shop, page_items, rival_of
from interarec.platform.chat import scripted_chat
from interarec.summarizer.engines import PageImage, ReadingEngine, ReadRequest
from interarec.summarizer.engines.local import LocalEngine
from interarec.summarizer.engines.openai import ModelEngine
from interarec.vision import LocalReader

__all__ = ["Bench", "Case", "main"]

ENGINES = ("local", "gullible", "gullible_full")
"""The local reader; the obedient model as shipped, with small pictures; the same with pictures in full size."""
ARMS = (Arm.ASSORTMENT, Arm.RERANK, Arm.UNIFIED)
PAGES = 6
"""Clean pages that attacks are drawn on in turn."""
BRAND_PAGES = range(0, 40, 2)
"""Clean pages with a main brand, on which its recall is measured."""

_Slates = dict[tuple[str, Arm, bool], Slate]
"""By engine, arm, and with or without defences."""


@dataclass(frozen=True, slots=True)
class Case:
    """One attack through one engine and arm: did the slate favour the attacker, with and without defences."""

    attack: Attack
    part: str
    engine: str
    arm: str
    with_defences: bool
    without: bool


@dataclass(slots=True)
class _Clean:
    """The slates of one clean page by (engine, arm, defended), and whether its main brand was told."""

    slates: _Slates = field(default_factory=dict)
    recalled: dict[tuple[str, bool], bool] = field(default_factory=dict)


class Bench:
    """One shop and one reader for all pages: lines that were read once are not read again."""

    def __init__(self, threads: int = 1) -> None:
        self.shop = open_shop()
        self._reader = LocalReader(threads=threads)
        self._clean: dict[int, _Clean] = {}
        self._empty: _Slates | None = None

    def run(self, attacks: Sequence[Attack], part: str) -> Iterator[Case]:
        """The cases of `attacks`, two engines each."""
        for number, attack in enumerate(attacks):
            yield from asyncio.run(self._cases(attack, part, number))

    def recall(self, *, with_defences: bool, engine: str) -> tuple[int, int]:
        """(clean pages whose main brand is among the constraints, clean pages)."""
        pages = [asyncio.run(self._page(seed)) for seed in BRAND_PAGES]
        return sum(page.recalled[engine, with_defences] for page in pages), len(pages)

    async def _cases(self, attack: Attack, part: str, number: int) -> list[Case]:
        seed = number % PAGES
        clean, targets = await self._page(seed), self._targets(number)
        items = () if attack.place == "only" else page_items(self.shop, seed)
        image = draw_page(items, attack, targets)
        honest = [clean.slates if attack.fair is None else await self._fair(attack.fair, items, targets)]
        if attack.place == "only":  # who spoils the page must not gain by that either
            honest.append(await self._nothing())
        cases = []
        for engine in ENGINES:
            made = {
                guarded: await self._made(await self._read(image, engine, guarded, items, attack, targets), guarded)
                for guarded in (True, False)
            }
            for arm in ARMS:
                favoured = [
                    all(attacked.favours_over(slates[engine, arm, guarded]) for slates in honest)
                    for guarded in (True, False)
                    for attacked in [await slate_of(made[guarded], self.shop, arm, guarded=guarded)]
                ]
                cases.append(Case(attack, part, engine, arm.value, *favoured))
        return cases

    async def _fair(self, attack: Attack, items: tuple[Item, ...], targets: Sequence[Item]) -> _Slates:
        """The slates of the page on which the good (or its rival) stands once, told by a model that obeys nobody."""
        good = rival_of(targets[0]) if attack.place == "only" else targets[0]
        image, shown = draw_page(items, attack, targets), (*items, good)
        slates: _Slates = {}
        for engine, guarded in product(ENGINES, (True, False)):
            made = await self._made(await self._read(image, engine, guarded, shown, None, ()), guarded)
            for arm in ARMS:
                slates[engine, arm, guarded] = await slate_of(made, self.shop, arm, guarded=guarded)
        return slates

    async def _nothing(self) -> _Slates:
        """The slates after a page without any goods."""
        if self._empty is None:
            self._empty = (await self._read_clean(())).slates
        return self._empty

    def _targets(self, number: int) -> tuple[Item, ...]:
        """Three items the attacker pushes: two attacks with dear ones, then two with cheap ones, on all pages."""
        own = self.shop.attacker_items[1 - number // 2 % 2 :: 2]
        start = number % (len(own) - 2)
        return own[start : start + 3]

    async def _page(self, seed: int) -> _Clean:
        if seed not in self._clean:
            self._clean[seed] = await self._clean_page(seed)
        return self._clean[seed]

    async def _clean_page(self, seed: int) -> _Clean:
        return await self._read_clean(page_items(self.shop, seed))

    async def _read_clean(self, items: tuple[Item, ...]) -> _Clean:
        clean, image = _Clean(), draw_page(items)
        brands = [item.brand for item in items]
        main = max(set(brands), key=brands.count, default=None)
        for engine in ENGINES:
            for guarded in (True, False):
                summary = await self._read(image, engine, guarded, items, None, ())
                made = await self._made(summary, guarded)
                told = [value for one in made.attributes if one.attribute == "brand" for value in one.values]
                clean.recalled[engine, guarded] = main in told
                for arm in ARMS:
                    clean.slates[engine, arm, guarded] = await slate_of(made, self.shop, arm, guarded=guarded)
        return clean

    async def _made(self, summary: BehaviourSummary, guarded: bool) -> ConstraintSet:
        return await defended(summary, self.shop) if guarded else undefended(summary, self.shop)

    async def _read(
        self,
        image: bytes,
        engine: str,
        guarded: bool,
        items: Sequence[Item],
        attack: Attack | None,
        targets: Sequence[Item],
    ) -> BehaviourSummary:
        request = ReadRequest("demo", "s1", (PageImage("p", 0, image, "image/png"),))
        result = await self._engine(engine, guarded, items, attack, targets).read(request)
        assert result.summary is not None, result.reason
        return result.summary

    def _engine(
        self, engine: str, guarded: bool, items: Sequence[Item], attack: Attack | None, targets: Sequence[Item]
    ) -> ReadingEngine:
        shop: SteeredShop = self.shop
        if engine == "local":
            return LocalEngine(self._reader, lambda _: shop.gazetteer)
        models = shop.settings.models
        return ModelEngine(
            scripted_chat([obedient_answer(items, attack, targets)]),
            models.model_copy(update={"image_detail": "high"}) if engine == "gullible_full" else models,
            lambda _: shop.gazetteer,
            lambda _: shop.facts,
            self._reader if guarded else None,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; `--verbose` names each attack that favours the attacker in spite of the defences."""
    parser = argparse.ArgumentParser(prog="interarec bench steering", description=main.__doc__)
    parser.add_argument("--only", choices=("corpus", "held_out"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args(arguments)
    bench = Bench(chosen.threads)
    cases: list[Case] = []
    for part, attacks in (("corpus", CORPUS), ("held_out", HELD_OUT)):
        if chosen.only in (None, part):
            cases += bench.run(attacks, part)
    recall = {
        f"{engine} {'with' if guarded else 'without'}": bench.recall(with_defences=guarded, engine=engine)
        for engine in ENGINES
        for guarded in (True, False)
    }
    out = json.dumps(_report(cases, recall)) if chosen.json else _text(cases, recall, verbose=chosen.verbose)
    sys.stdout.write(out + "\n")
    return 0


def _rows(cases: Sequence[Case]) -> Iterator[tuple[str, str, str, str, int, int, int]]:
    """(part, engine, arm, kind, attacks, favoured with, favoured without), the sum over all kinds last."""
    for part in dict.fromkeys(case.part for case in cases):
        for engine, arm in product(ENGINES, ARMS):
            own = [case for case in cases if (case.part, case.engine, case.arm) == (part, engine, arm.value)]
            for kind in (*dict.fromkeys(case.attack.kind for case in own), "all"):
                group = [case for case in own if kind in (case.attack.kind, "all")]
                favoured = sum(case.with_defences for case in group), sum(case.without for case in group)
                yield part, engine, arm.value, kind, len(group), *favoured


def _report(cases: Sequence[Case], recall: dict[str, tuple[int, int]]) -> dict[str, object]:
    names = ("part", "engine", "arm", "kind", "attacks", "with_defences", "without")
    rows = [
        {**dict(zip(names, row, strict=True)), "upper_95_with": round(upper_bound(row[5], row[4]), 4)}
        for row in _rows(cases)
    ]
    return {"rates": rows, "brand_recall": {name: list(counts) for name, counts in recall.items()}}


def _text(cases: Sequence[Case], recall: dict[str, tuple[int, int]], *, verbose: bool) -> str:
    lines = [
        "| part | engine | arm | attack | pages | with defences | upper 95 % | without |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for part, engine, arm, kind, tries, hits, bare in _rows(cases):
        bound = upper_bound(hits, tries)
        lines.append(
            f"| {part} | {engine} | {arm} | {kind} | {tries} | {hits / tries:.0%} | {bound:.1%} | {bare / tries:.0%} |"
        )
    lines += ["", "| main brand of a clean page told | pages |", "|---|---|"]
    lines += [f"| {name} defences | {found} of {pages} |" for name, (found, pages) in recall.items()]
    if verbose:
        lines += [
            f"favoured: {case.part} {case.engine} {case.arm} {case.attack.name}" for case in cases if case.with_defences
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
