"""Slates of each arm against brute force and known answers, and when the rail takes over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from interarec.contracts.codec import decode, encode
from interarec.contracts.views import trace_json
from interarec.domain.batches import BatchState
from interarec.domain.errors import NotFound, Unavailable
from interarec.domain.identifiers import recommendation_id
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm, BasedOn, Recommendation
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.embeddings import EncoderIndex, LexicalIndex, TextIndex
from interarec.recommender import RecommenderPorts, SessionView, recommend
from interarec.recommender.catalogue.rail import publish_rail
from interarec.recommender.prepared import item_text
from numpy.typing import NDArray

from .shop import (
    ITEMS,
    NOON,
    SESSION,
    SITE,
    WEIGHTS,
    best_set,
    catalogue,
    chosen,
    clock,
    constraint_set,
    did,
    ids,
    ports,
    prepared,
    priced,
    settings,
    view,
    wanted,
)

IN_STOCK = ["g1", "g2", "g3", "r1", "r2", "b1"]
READ = constraint_set(0)


async def _slate(state: SessionView, **site: object) -> list[str]:
    made, _ = await recommend(state, ports(settings(**site)))
    return ids(made.slate)


@pytest.mark.parametrize("capacity", [1, 2, 3, 6])
async def test_assortment_is_the_best_set_of_all(capacity: int) -> None:
    assert set(await _slate(view().fold(READ), capacity=capacity)) == best_set(IN_STOCK, capacity)


async def test_inferred_constraints_are_hard_in_assortment() -> None:
    state = view().fold(constraint_set(0, wanted("color", "green"), price=priced("18", "50")))
    assert set(await _slate(state)) == {"g1", "g2"}


async def test_both_ends_of_a_price_range_belong_to_it() -> None:
    state = view().fold(constraint_set(0, price=priced("20", "40")))
    assert set(await _slate(state, min_slate=3)) == {"g1", "r1", "g2"}


async def test_a_range_from_one_offer_is_not_hard() -> None:
    state = view().fold(constraint_set(0, price=priced("18", "50", widened=True)))
    assert set(await _slate(state)) == best_set(IN_STOCK, 3)


async def test_choice_probabilities_are_those_of_the_model() -> None:
    made, trace = await recommend(view().fold(READ), ports())
    total = 1.0 + sum(WEIGHTS[one] for one in ids(made.slate))
    for one in made.slate:
        assert one.choice_probability == pytest.approx(WEIGHTS[one.item_id] / total)
    assert made.no_purchase_probability == pytest.approx(1 / total)
    revenue = sum(float(one.price.amount) * one.choice_probability for one in made.slate)
    assert trace.solver.revenue_level == pytest.approx(revenue)
    assert [one.position for one in made.slate] == [0, 1, 2]
    assert [one.score for one in made.slate] == sorted((one.score for one in made.slate), reverse=True)


async def test_out_of_stock_bought_and_dismissed_never_appear() -> None:
    state = view().fold(READ).fold(did(0, Action.PURCHASE, "g1")).fold(did(1, Action.DISMISS, "r2"))
    assert set(await _slate(state, capacity=10, min_slate=10)) == {"g2", "g3", "r1", "b1"}


async def test_the_sites_must_and_never_hold_whatever_was_seen() -> None:
    state = view().fold(constraint_set(0, wanted("color", "red")))
    site = {"must": {"brand": ["Tidewell"]}, "never": {"color": ["red"]}}
    made, _ = await recommend(state, ports(settings(**site)))
    assert set(ids(made.slate)) <= {"g1", "g3"}
    assert [one.constraint for one in made.relaxed] == ["color"]


@pytest.mark.parametrize("arm", ["assortment", "rerank", "unified"])
async def test_what_the_shopper_set_is_hard_in_every_arm(arm: str) -> None:
    state = view().fold(constraint_set(0, filters=(chosen("size", "10"),), filter_price=priced("30", None)))
    assert set(await _slate(state, arms={arm: 1})) == {"g2", "r2"}


@pytest.mark.parametrize("arm", ["rerank", "unified"])
async def test_what_was_inferred_is_no_filter_in_the_other_arms(arm: str) -> None:
    state = view().fold(constraint_set(0, wanted("color", "green"), wanted("size", "8")))
    made, _ = await recommend(state, ports(settings(arms={arm: 1}, capacity=6, min_slate=6)))
    assert made.arm.value == arm
    assert len(made.slate) == 6
    assert made.relaxed == ()


@pytest.mark.parametrize("arm", ["rerank", "unified"])
async def test_the_wording_claims_no_wish_that_an_offer_does_not_fulfil(arm: str) -> None:
    state = view().fold(constraint_set(0, wanted("color", "green"), filters=(chosen("size", "10"),)))
    made, _ = await recommend(state, ports(settings(arms={arm: 1})))
    assert ids(made.slate) != ["g2"]
    assert made.wording == f"{len(made.slate)} offers for you: size 10."


async def test_a_filter_typed_now_is_intersected_with_what_was_seen() -> None:
    state = view().fold(constraint_set(0, wanted("color", "green")))
    state = state.fold(did(0, Action.FILTER, attribute="size", value="12"))
    assert set(await _slate(state)) == {"g2", "g3"}


async def test_contradictory_wishes_are_relaxed_with_a_reason() -> None:
    state = view().fold(constraint_set(0, wanted("color", "blue"), filters=(chosen("color", "red"),)))
    made, _ = await recommend(state, ports())
    assert set(ids(made.slate)) == {"r1", "r2"}
    assert [one.constraint for one in made.relaxed] == ["color"]
    assert made.relaxed[0].reason.startswith("blue was given up: 0 items are left with it, 2 without")


async def test_below_min_slate_a_wish_is_given_up_and_a_short_slate_is_no_reason() -> None:
    state = view().fold(constraint_set(0, wanted("color", "blue")))
    short, _ = await recommend(state, ports())
    assert (ids(short.slate), short.relaxed) == (["b1"], ())
    wide, _ = await recommend(state, ports(settings(min_slate=2)))
    assert len(wide.slate) >= 2
    assert [one.constraint for one in wide.relaxed] == ["color"]


async def test_min_slate_is_filled_although_fewer_items_earn_more() -> None:
    site = prepared(weights={**WEIGHTS, "r2": 50.0})
    one = await recommend(view().fold(READ), ports(settings(capacity=3), site))
    assert ids(one[0].slate) == ["r2"] or len(one[0].slate) < 3
    three = await recommend(view().fold(READ), ports(settings(capacity=3, min_slate=3), site))
    assert len(three[0].slate) == 3


async def test_a_price_in_another_currency_is_left_out_and_said() -> None:
    state = view().fold(constraint_set(0, price=priced("1", "2", currency="USD")))
    made, _ = await recommend(state, ports())
    assert len(made.slate) == 3
    assert made.relaxed[0].reason == "is in USD, the catalogue is in GBP"


async def test_an_attribute_the_catalogue_does_not_have_is_said() -> None:
    made, _ = await recommend(view().fold(did(0, Action.FILTER, attribute="heel", value="flat")), ports())
    assert [one.constraint for one in made.relaxed] == ["filter:heel"]
    assert made.slate


async def test_rerank_orders_the_pool_by_cosine_and_keeps_the_models_order_in_ties() -> None:
    site = prepared()
    text = "Item r2 red Fernhollow"
    state = view().fold(constraint_set(0, text=text))
    made, trace = await recommend(state, ports(settings(arms={"rerank": 1}, capacity=6, min_slate=6), site))
    cosines = site.texts.query(text).cosines()
    by_weight = sorted(IN_STOCK, key=lambda one: -WEIGHTS[one])
    expected = sorted(by_weight, key=lambda one: -cosines[site.rows[one]])
    assert ids(made.slate) == expected
    assert made.slate[0].item_id == "r2"
    assert [one.similarity for one in trace.items] == [one.score for one in made.slate]


async def test_rerank_shows_nothing_outside_the_pool() -> None:
    state = view().fold(constraint_set(0, text="Item r2 red Fernhollow"))
    chosen_settings = settings(recommender={"pool": 2}, arms={"rerank": 1})
    made, _ = await recommend(state, ports(chosen_settings))
    assert set(ids(made.slate)) == {"g1", "r1"}


class BagOfColours:
    """An encoder of three words, for dense vectors with known cosines."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raw = np.array([[word in text.lower() for word in ("green", "red", "dress")] for text in texts], np.float32)
        return raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-12)


def _dense(texts: Sequence[str]) -> EncoderIndex:
    return EncoderIndex(BagOfColours(), texts)


@pytest.mark.parametrize("engine", [LexicalIndex, _dense])
async def test_unified_is_the_best_set_under_personal_weights(engine: Callable[[Sequence[str]], TextIndex]) -> None:
    texts = engine([item_text(one) for one in ITEMS])
    site = prepared(pairs={"g1": {"b1": 5}, "b1": {"g1": 5}}, texts=texts)
    chosen_settings = settings(arms={"unified": 1}, recommender={"theta": 3.0, "phi": 0.7, "beta": 1.5})
    state = view().fold(did(0, Action.VIEW, "g1"))
    state = state.fold(constraint_set(0, wanted("color", "red", confidence=0.5), text="red Fernhollow dresses"))
    made, trace = await recommend(state, ports(chosen_settings, site))

    v = np.array([WEIGHTS[one.item_id] for one in site.items])
    s = site.texts.query("red Fernhollow dresses").cosines()
    model = site.session_model
    z = (model.log_probabilities([site.rows["g1"]]) - model.mean) / model.deviation
    red = np.array([one.color == "red" for one in site.items])
    raw = v * np.exp(3.0 * (s - (v @ s) / v.sum()) + 0.7 * z + 1.5 * 0.5 * red)
    stocked = [site.rows[one] for one in IN_STOCK]
    reference = sorted(stocked, key=lambda row: -v[row])[:3]
    personal = raw * v[reference].sum() / raw[reference].sum()  # kappa: the reference slate keeps its total weight
    weights = {one: float(personal[site.rows[one]]) for one in IN_STOCK}
    assert set(ids(made.slate)) == best_set(IN_STOCK, 3, weights=weights)
    for term in trace.items:
        assert term.weight == pytest.approx(weights[term.item_id], rel=1e-5)
        assert term.similarity == pytest.approx(s[site.rows[term.item_id]], abs=1e-6)
        assert term.session_score == pytest.approx(z[site.rows[term.item_id]])


async def test_before_anything_was_read_the_popular_come_first() -> None:
    state = view().fold(did(0, Action.ADD_TO_CART))
    assert await _slate(state) == ["g1", "r1", "g2"]


async def test_before_anything_was_read_what_goes_with_the_last_viewed_follows_it() -> None:
    site = prepared(pairs={"r2": {"b1": 200}, "b1": {"r2": 200}})
    made, _ = await recommend(view().fold(did(0, Action.VIEW, "r2")), ports(site=site))
    assert ids(made.slate)[:2] == ["r2", "b1"]
    assert made.slate[0].reasons == ("you looked at it",)
    assert made.slate[1].reasons == ("often bought with what you looked at",)
    assert made.slate[2].reasons == ("popular in this shop",)


async def test_a_degraded_batch_still_gives_a_slate() -> None:
    silent = constraint_set(0, summary=None, state=BatchState.DEGRADED, reason="model refused")
    assert await _slate(view().fold(silent)) == ["g1", "r1", "g2"]


async def test_colour_and_category_are_spoken_as_one_thing() -> None:
    state = view().fold(
        constraint_set(0, wanted("color", "green", screens=2), wanted("category", "Apparel > Dresses", screens=2))
    )
    made, _ = await recommend(state, ports())
    assert {one.reasons for one in made.slate} == {("green dresses, seen on the last 2 screens",)}
    assert made.wording == "2 offers for you: green dresses."


async def test_reasons_say_what_was_seen_and_where() -> None:
    state = view().fold(
        constraint_set(
            0, wanted("color", "green", screens=10), price=priced("18", "144"), filters=(chosen("size", "10"),)
        )
    )
    made, _ = await recommend(state.fold(did(0, Action.VIEW, "g2")), ports())
    reasons = {one.item_id: one.reasons for one in made.slate}
    assert reasons["g1"] == ("green, £18–£144, seen on the last 10 screens", "you chose size 10")
    assert reasons["g2"] == (*reasons["g1"], "you looked at it")
    assert made.wording == "2 offers for you: green, size 10, £18–£144."


async def test_a_recommendation_says_what_it_is_based_on() -> None:
    made, _ = await recommend(view().fold(READ).fold(did(4, Action.VIEW, "g1"), offset=77), ports())
    assert made.based_on == BasedOn(9, 77, 0)
    assert made.recommendation_id == recommendation_id(SESSION, 9, 77)
    assert (made.batch_id, made.catalogue_version, made.model_version) == ("b0", "v1", "c1")


async def test_latency_is_told_by_stage() -> None:
    def at(milliseconds: int):
        return NOON + timedelta(milliseconds=milliseconds)

    stamped = replace(
        READ,
        last_captured_at=at(-1000),
        last_appended_at=at(-900),
        closed_at=at(-880),
        summarised_at=at(-300),
        made_at=at(-200),
        model_ms=500.0,
    )
    made, _ = await recommend(view().fold(stamped), ports(now=clock(5.0)))
    assert made.latency_ms == pytest.approx(
        {
            "capture": 100,
            "batch": 20,
            "summary": 580,
            "constraints": 100,
            "queue": 200,
            "recommend": 5,
            "total": 905,
            "model": 500,
        }
    )
    after_a_click, _ = await recommend(view().fold(stamped).fold(did(0, Action.CLICK, "g1")), ports(now=clock(5.0)))
    assert after_a_click.latency_ms == pytest.approx(
        {"capture": 100, "batch": 20, "summary": 580, "constraints": 100, "model": 500, "recommend": 5, "total": 5}
    )
    before_any_batch, _ = await recommend(view().fold(did(0, Action.CLICK, "g1")), ports(now=clock(5.0)))
    assert before_any_batch.latency_ms == {"recommend": 5.0, "total": 5.0}


async def test_the_trace_holds_what_was_accepted_and_goes_over_the_wire() -> None:
    state = view().fold(constraint_set(0, wanted("color", "green", screens=2), price=priced("18", "144")))
    made, trace = await recommend(state, ports())
    data = trace_json(trace)
    assert (data["constraints"]["lowest_price"], data["constraints"]["color"]) == (18.0, ["green"])
    assert data["summary"] is not None
    assert [one["screenshot_id"] for one in data["evidence"]] == ["s1.0", "s1.1"]
    assert set(data["items"][0]["terms"]) == {"price", "weight", "similarity", "session_score"}
    assert decode(Recommendation, encode(made)) == made


async def test_a_randomised_share_is_drawn_with_its_propensities() -> None:
    drawn = 0
    for number in range(200):
        state = SessionView.empty(SITE, f"s{number}").fold(replace(READ, session_id=f"s{number}"))
        made, _ = await recommend(state, ports(settings(random_share=0.4), SHARED))
        again, _ = await recommend(state, ports(settings(random_share=0.4), SHARED))
        assert ids(made.slate) == ids(again.slate)
        drawn += made.randomised
        planned = best_set(IN_STOCK, 3)
        for one in made.slate:
            assert one.propensity == pytest.approx(0.6 * (one.item_id in planned) + 0.4 * 3 / 6)
        assert made.randomised or set(ids(made.slate)) == planned
    assert drawn / 200 == pytest.approx(0.4, abs=0.1)


SHARED = prepared()


async def _with_rail(**site: object) -> RecommenderPorts:
    blobs, chosen_settings = MemoryBlobs(), settings(**site)
    await publish_rail(blobs, catalogue(), {"r1": 9, "g1": 5, "b2": 99}, chosen_settings.sites[SITE], NOON)
    return ports(chosen_settings, blobs=blobs)


@pytest.mark.parametrize("site", [{"enabled": False}, {"arms_disabled": ["assortment", "rerank", "unified"]}])
async def test_the_kill_switch_leaves_the_rail(site: dict[str, object]) -> None:
    made, trace = await recommend(view().fold(READ).fold(did(0, Action.DISMISS, "g1")), await _with_rail(**site))
    assert made.arm is Arm.FALLBACK
    assert ids(made.slate) == ["r1", "g2"]
    assert [one.position for one in made.slate] == [0, 1]
    assert (made.session_id, made.based_on) == (SESSION, BasedOn(9, 0, 0))
    assert trace.recommendation is made


async def test_without_artifacts_the_rail_is_served_and_without_a_rail_nothing() -> None:
    bare = replace(await _with_rail(), site=lambda _: None)
    made, _ = await recommend(view(), bare)
    assert made.arm is Arm.FALLBACK
    with pytest.raises(Unavailable, match="catalogue import"):
        await recommend(view(), replace(bare, blobs=MemoryBlobs()))


async def test_an_unknown_site_is_not_found() -> None:
    with pytest.raises(NotFound):
        await recommend(SessionView.empty("other", "s1"), ports())


async def test_nothing_left_is_an_empty_slate_that_says_so() -> None:
    state = view()
    for number, one in enumerate(IN_STOCK):
        state = state.fold(did(number, Action.DISMISS, one))
    made, _ = await recommend(state, ports())
    assert made.slate == ()
    assert made.wording == "Nothing in stock fits what you are looking for."
    assert (await recommend(state.fold(READ), ports()))[0].slate == ()
