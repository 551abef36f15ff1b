"""Batches by length."""

from __future__ import annotations

import numpy as np
from interarec.ranking.batches import by_length, shuffled
from interarec.ranking.sessions import Sessions

GENERATOR = np.random.default_rng(1)
ROWS = Sessions.of([[0] * int(length) for length in GENERATOR.integers(2, 12, 200)]).rows(longest=50)


def test_every_row_is_in_one_batch_and_hardly_any_place_is_padding() -> None:
    pieces = shuffled(ROWS, 64, np.random.default_rng(1))
    assert sorted(np.concatenate(pieces).tolist()) == list(range(len(ROWS)))
    places = sum(len(piece) * ROWS.lengths[piece].max() for piece in pieces)
    assert places < 1.15 * ROWS.lengths.sum()


def test_the_order_is_the_seeds() -> None:
    first, again, other = (np.concatenate(shuffled(ROWS, 64, np.random.default_rng(seed))) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_scoring_goes_from_short_to_long() -> None:
    longest = [int(ROWS.lengths[piece].max()) for piece in by_length(ROWS, 64)]
    assert longest == sorted(longest)
