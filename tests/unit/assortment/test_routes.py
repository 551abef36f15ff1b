"""Every route to an answer (block index, sampled vectors, lazy personal weights) against the plain formula in full."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from interarec.assortment import Catalogue, GroupLimit, Personal, Preference, Request, solve

N = 6000


@dataclass(frozen=True)
class Shop:
    catalogue: Catalogue
    prices: np.ndarray
    weights: np.ndarray
    embeddings: np.ndarray
    scores: np.ndarray
    colors: list[str]
    brands: list[str]


@pytest.fixture(scope="module", params=[0, 1])
def shop(request: pytest.FixtureRequest) -> Shop:
    rng = np.random.default_rng(request.param)
    prices = np.exp(rng.normal(np.log(30.0), 0.8, N)).round(2 if request.param else 9)
    weights = np.exp(rng.normal(0.0, 1.0, N)) * (prices / 30.0) ** -0.8
    centres = rng.normal(size=(12, 16))
    embeddings = centres[rng.integers(0, 12, N)] + 0.3 * rng.normal(size=(N, 16))
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    colors = rng.choice(["red", "green", "blue", "black"], N, p=[0.01, 0.09, 0.3, 0.6]).tolist()
    brands = [f"b{k}" for k in rng.integers(0, 40, N)]
    v0 = 0.67 * float(np.sort(weights)[-10:].sum())
    catalogue = Catalogue(
        prices,
        weights,
        v0=v0,
        attributes={"color": colors, "brand": brands},
        values={"margin": prices * rng.uniform(-0.1, 0.6, N)},
        embeddings=embeddings.astype(np.float32),
    )
    return Shop(catalogue, prices, weights, embeddings.astype(np.float32), rng.normal(size=N), colors, brands)


def newton_in_full(values: np.ndarray, weights: np.ndarray, v0: float, capacity: int, allowed: np.ndarray) -> float:
    """The textbook: sort everything at every level."""
    level = 0.0
    while True:
        gains = np.where(allowed, weights * (values - level), -1.0)
        best = np.argsort(-gains, kind="stable")[:capacity]
        best = best[gains[best] > 0]
        reached = float(values[best] @ weights[best]) / (v0 + float(weights[best].sum()))
        if reached <= level:
            return level
        level = reached


@pytest.mark.parametrize("capacity", [1, 10, 50, 400, N])
@pytest.mark.parametrize("factor", [1e-6, 1.0, 1e3])
def test_blocks(shop: Shop, capacity: int, factor: float) -> None:
    v0 = shop.catalogue.v0 * factor
    answer = solve(shop.catalogue, Request(capacity=capacity, v0=v0))
    expected = newton_in_full(shop.prices, shop.weights, v0, capacity, np.ones(N, dtype=bool))
    assert answer.method == "blocks"
    assert answer.revenue == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize(
    ("request_", "method"),
    [
        (Request(capacity=10, filters={"color": ["black"]}), "blocks"),
        (Request(capacity=10, filters={"color": ["red", "blue"]}), "blocks"),
        (Request(capacity=10, filters={"color": ["red"]}), "newton"),
        (Request(capacity=10, filters={"color": ["green"], "brand": ["b1", "b2"]}), "newton"),
        (Request(capacity=10, price_range=(20.0, 40.0)), "blocks"),
        (Request(capacity=10, price_range=(None, 40.0), filters={"color": ["green"]}), "newton"),
        (Request(capacity=10, mask=np.arange(N) % 3 == 0), "blocks"),
        (Request(capacity=10, exclude=list(range(0, N, 2))), "blocks"),
        (Request(capacity=10, filters={"color": ["purple"]}), "newton"),
    ],
)
def test_filters(shop: Shop, request_: Request, method: str) -> None:
    allowed = np.ones(N, dtype=bool)
    for name, values in request_.filters.items():
        allowed &= np.isin(shop.colors if name == "color" else shop.brands, list(values))
    low, high = request_.price_range or (None, None)
    allowed &= (shop.prices >= (low or 0.0)) & (shop.prices <= (high or np.inf))
    allowed &= request_.mask if request_.mask is not None else True
    allowed[list(request_.exclude)] = False
    answer = solve(shop.catalogue, request_)
    expected = newton_in_full(shop.prices, shop.weights, shop.catalogue.v0, 10, allowed)
    assert answer.method == method
    assert answer.candidates == allowed.sum()
    assert answer.revenue == pytest.approx(expected, rel=1e-13)
    assert allowed[list(answer.items)].all()


@pytest.mark.parametrize("objective", ["margin", "conversion", {"price": 0.5, "margin": 2.0}])
def test_other_objectives(shop: Shop, objective: object) -> None:
    values = shop.catalogue.objective(objective)
    answer = solve(shop.catalogue, Request(capacity=10, objective=objective))
    expected = newton_in_full(values, shop.weights, shop.catalogue.v0, 10, np.ones(N, dtype=bool))
    assert answer.revenue == pytest.approx(expected, rel=1e-13)


def test_given_weights_replace_those_of_the_catalogue(shop: Shop) -> None:
    own = shop.weights * np.exp(shop.scores)
    answer = solve(shop.catalogue, Request(capacity=10, weights=own))
    expected = newton_in_full(shop.prices, own, shop.catalogue.v0, 10, np.ones(N, dtype=bool))
    assert answer.revenue == pytest.approx(expected, rel=1e-13)


def personal_weights(shop: Shop, personal: Personal, allowed: np.ndarray, capacity: int) -> tuple[np.ndarray, float]:
    """The utility written out for every item, κ by the heaviest allowed items."""
    utility = personal.alpha * np.log(shop.weights)
    if personal.theta:
        query = np.asarray(personal.query)
        cosine = (shop.embeddings @ query.astype(np.float32)).astype(float)
        mean = query @ (shop.weights @ shop.embeddings / shop.weights.sum())
        utility += personal.theta * (cosine - mean)
    if personal.phi:
        utility += personal.phi * np.asarray(personal.scores)
    for preference in personal.preferences:
        satisfied = np.isin(shop.colors, list(preference.values))
        utility += preference.strength * satisfied
    reference = np.argsort(-np.where(allowed, shop.weights, -1.0), kind="stable")[:capacity]
    reference = reference[allowed[reference]]
    kappa = np.log(np.exp(utility[reference]).sum() / shop.weights[reference].sum())
    return np.exp(utility - kappa), float(kappa)


@pytest.mark.parametrize("theta", [0.0, 0.5, 2.0, -1.0, 8.0])
@pytest.mark.parametrize("phi", [0.0, 0.7])
@pytest.mark.parametrize("color", [None, "black", "green"])
@pytest.mark.parametrize("beta", [0.0, 1.2])
def test_personal_weights(shop: Shop, theta: float, phi: float, color: str | None, beta: float) -> None:
    query = shop.embeddings[17].astype(np.float64)
    personal = Personal(
        theta=theta,
        query=query,
        phi=phi,
        scores=shop.scores,
        preferences=[Preference(strength=beta, attribute="color", values=["blue"])] if beta else [],
        alpha=1.0 if not beta else 0.9,
    )
    allowed = np.ones(N, dtype=bool) if color is None else np.isin(shop.colors, [color])
    weights, kappa = personal_weights(shop, personal, allowed, 10)
    filters = {} if color is None else {"color": [color]}
    answer = solve(shop.catalogue, Request(capacity=10, filters=filters, personal=personal))
    expected = newton_in_full(shop.prices, weights, shop.catalogue.v0, 10, allowed)
    assert answer.revenue == pytest.approx(expected, rel=1e-6)  # cosines are float32
    assert answer.kappa == pytest.approx(kappa, abs=1e-6)
    assert answer.weights == pytest.approx(weights[list(answer.items)], rel=1e-6)
    assert len(answer.similarities) == (len(answer.items) if theta else 0)


def test_lazy_weights_open_few_blocks(shop: Shop) -> None:
    answer = solve(shop.catalogue, Request(capacity=10, personal=Personal(theta=0.5, query=shop.embeddings[3])))
    assert answer.method == "blocks"
    assert answer.blocks_opened < N / 64 / 2


@pytest.mark.parametrize("bad", [Personal(theta=1.0), Personal(phi=1.0), Personal(alpha=-1.0)])
def test_personal_terms_without_their_data_are_invalid(shop: Shop, bad: Personal) -> None:
    assert solve(shop.catalogue, Request(personal=bad)).status == "invalid"


def test_kappa_keeps_the_reference_slate_and_so_the_no_purchase_share(shop: Shop) -> None:
    # A term equal for all items must change nothing.
    same = Personal(phi=3.0, scores=np.ones(N))
    plain = solve(shop.catalogue, Request(capacity=10))
    shifted = solve(shop.catalogue, Request(capacity=10, personal=same))
    assert shifted.items == plain.items
    assert shifted.p_no_purchase == pytest.approx(plain.p_no_purchase, rel=1e-12)
    assert shifted.kappa == pytest.approx(3.0)


GROUPS = {
    "one": [GroupLimit(of="brand", max=1)],
    "one_min": [GroupLimit(of="color", min={"red": 2, "green": 1}, max={"black": 3})],
    "two": [GroupLimit(of="brand", max=1), GroupLimit(of="color", max=4)],
    "two_min": [GroupLimit(of="brand", max=2), GroupLimit(of="color", max=5, min={"red": 2})],
}


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("personal", [False, True])
def test_group_limits_from_a_pool_equal_those_from_all_items(shop: Shop, name: str, personal: bool) -> None:
    # Restricted to the items with one of the N best gains nothing may change: compare with a catalogue in which all
    # items are opened (a min_size that costs nothing forces that).
    terms = Personal(theta=1.5, query=shop.embeddings[9], phi=0.3, scores=shop.scores) if personal else None
    request = Request(capacity=10, groups=GROUPS[name], personal=terms)
    pooled, whole = solve(shop.catalogue, request), solve(shop.catalogue, replace(request, min_size=1))
    assert pooled.items == whole.items
    assert pooled.revenue == pytest.approx(whole.revenue, rel=1e-13)
    if name == "one":
        assert len({shop.brands[i] for i in pooled.items}) == len(pooled.items)


@pytest.mark.parametrize("seed", range(12))
def test_crossing_limits_that_bind_from_a_pool(seed: int) -> None:
    # Few, tight cells: dear items are displaced along paths, so the certificate has to see through chains.
    rng = np.random.default_rng(seed)
    prices, weights = rng.lognormal(3, 1, N), rng.lognormal(0, 1.5, N)
    rows, columns = rng.zipf(1.7, N) % 6, rng.zipf(1.5, N) % 4
    limits = [
        GroupLimit(of=rows.tolist(), max={k: int(rng.integers(0, 6)) for k in range(6)}),
        GroupLimit(of=columns.tolist(), max={k: int(rng.integers(1, 6)) for k in range(4)}),
    ]
    catalogue = Catalogue(prices, weights, v0=float(rng.choice([0.1, 10.0, 1000.0])))
    request = Request(capacity=int(rng.integers(3, 18)), groups=limits)
    pooled, whole = solve(catalogue, request), solve(catalogue, replace(request, min_size=1))
    assert pooled.items == whole.items
    assert pooled.revenue == pytest.approx(whole.revenue, rel=1e-13)
