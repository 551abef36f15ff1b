"""Session graphs against the drawing of the paper."""

from __future__ import annotations

import numpy as np
from interarec.ranking.inputs import graph_inputs, net_inputs

# Wu et al. 2019, figure 2: v1 → v2 → v3 → v2 → v4
SESSION = np.array([[1, 2, 3, 2, 4], [9, 9, 0, 0, 0]])
LENGTHS = np.array([5, 2])


def test_the_graph_of_the_paper() -> None:
    graph = graph_inputs(SESSION, LENGTHS)
    assert graph["nodes"].tolist() == [[1, 2, 3, 4], [9, 0, 0, 0]]
    assert graph["alias"].tolist() == [[0, 1, 2, 1, 3], [0, 0, 0, 0, 0]]
    assert graph["outgoing"][0].tolist() == [[0, 1, 0, 0], [0, 0, 0.5, 0.5], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert graph["incoming"][0].tolist() == [[0, 0, 0, 0], [0.5, 0, 0.5, 0], [0, 1, 0, 0], [0, 1, 0, 0]]


def test_padding_walks_no_edge() -> None:
    graph = graph_inputs(SESSION, LENGTHS)
    assert graph["outgoing"][1].tolist() == [[1, 0, 0, 0], [0] * 4, [0] * 4, [0] * 4]


def test_an_edge_walked_twice_weighs_double() -> None:
    graph = graph_inputs(np.array([[1, 2, 1, 2, 1, 3]]), np.array([6]))
    assert np.allclose(graph["outgoing"][0][0], [0, 2 / 3, 1 / 3])


def test_a_session_has_the_same_graph_alone_and_in_company() -> None:
    alone = graph_inputs(SESSION[:1], LENGTHS[:1])
    both = graph_inputs(SESSION, LENGTHS)
    for name, array in alone.items():
        assert np.array_equal(array[0], both[name][0])


def test_sequences_go_as_they_are() -> None:
    assert set(net_inputs("sequence", SESSION, LENGTHS)) == {"items", "lengths"}
