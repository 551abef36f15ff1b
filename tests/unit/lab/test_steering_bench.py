from __future__ import annotations

import pytest
from interarec.lab.steering.corpus import CORPUS, HELD_OUT
from interarec.lab.steering.draw import draw_page
from interarec.lab.steering.judge import Slate, upper_bound
from interarec.lab.steering.shop import ATTACKER, open_shop, page_items
from interarec.lab.steering_bench import Bench


def test_the_corpus_is_large_enough_and_has_its_own_held_out_wordings() -> None:
    assert len(CORPUS) >= 60
    assert len(HELD_OUT) >= 20
    assert len({attack.name for attack in CORPUS}) == len(CORPUS)
    assert not {attack.lines for attack in CORPUS} & {attack.lines for attack in HELD_OUT}


def test_a_page_is_the_same_every_time_and_an_attack_shows_on_it() -> None:
    shop = open_shop()
    items = page_items(shop, 1)
    assert ATTACKER not in {item.brand for item in items}
    clean = draw_page(items)
    assert clean == draw_page(items)
    assert all(draw_page(items, attack, shop.attacker_items) != clean for attack in (*CORPUS, *HELD_OUT))


@pytest.mark.parametrize(
    ("hits", "tries", "bound"), [(0, 60, 0.048703), (0, 1, 0.95), (1, 10, 0.394163), (5, 10, 0.777559), (3, 3, 1.0)]
)
def test_upper_bounds_are_those_of_the_tables(hits: int, tries: int, bound: float) -> None:
    assert upper_bound(hits, tries) == pytest.approx(bound, abs=2e-6)


def test_more_places_or_higher_ones_favour_the_attacker() -> None:
    clean = Slate(("a", "v"), 1, 0.5)
    assert Slate(("v", "w"), 2, 1.5).favours_over(clean)
    assert Slate(("v", "a"), 1, 1.0).favours_over(clean)
    assert not Slate(("a", "v"), 1, 0.5).favours_over(clean)
    assert not Slate(("a", "b"), 0, 0.0).favours_over(clean)


def test_an_order_moves_the_gullible_model_only_without_defences() -> None:
    cases = {(case.engine, case.arm): case for case in Bench().run(CORPUS[:1], "corpus")}
    assert {arm for _, arm in cases} == {"assortment", "rerank", "unified"}
    assert cases["gullible", "assortment"].without
    assert not any(case.with_defences for case in cases.values())


def test_one_good_shown_again_and_again_is_set_against_the_page_that_shows_it_once() -> None:
    again = next(attack for attack in CORPUS if attack.kind == "one good many times")
    assert again.fair is not None
    assert (len(again.lines), len(again.fair.lines)) == (4, 1)
    assert CORPUS[0].fair is None
    assert not [case for case in Bench().run([again], "corpus") if case.with_defences]
