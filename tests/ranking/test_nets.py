"""The five nets: masks, permuted rows, order, and learning where the answer is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.inputs import net_inputs
from interarec.ranking.metrics import figures, target_ranks, tie_order
from interarec.ranking.nets import NETS, build_net
from interarec.ranking.sessions import Rows, SessionData
from interarec.ranking.training import Trainer, logits

from tests.unit.ranking.chains import ring_data

ITEMS = 30
SESSIONS = [[3, 4, 3, 5], [7, 8], [9, 9, 2], [1]]
every_net = pytest.mark.parametrize("name", NETS)


def _net(name: str, **options: Any) -> Any:
    return build_net(name, ITEMS, options, seed=5)[0].eval()


def _vectors(net: Any, sessions: list[list[int]], width: int) -> np.ndarray[Any, Any]:
    items = np.array([one + [0] * (width - len(one)) for one in sessions], np.int64)
    arrays = net_inputs(net.kind, items, np.array([len(one) for one in sessions]))
    with torch.no_grad():
        found: np.ndarray[Any, Any] = net(**{key: torch.from_numpy(array) for key, array in arrays.items()}).numpy()
    return found


@every_net
def test_a_session_scores_the_same_alone_and_padded_in_company(name: str) -> None:
    net = _net(name)
    together = _vectors(net, SESSIONS, width=9)
    for row, session in enumerate(SESSIONS):
        np.testing.assert_allclose(together[row], _vectors(net, [session], width=len(session))[0], atol=1e-6)


@every_net
def test_permuted_rows_give_permuted_scores(name: str) -> None:
    net = _net(name)
    order = [2, 0, 3, 1]
    permuted = _vectors(net, [SESSIONS[row] for row in order], width=4)
    np.testing.assert_allclose(permuted, _vectors(net, SESSIONS, width=4)[order], atol=1e-6)


@every_net
def test_every_click_counts(name: str) -> None:
    """Nothing inside the mask is cut off: another first item, and another last one, change the session vector."""
    net = _net(name, **({"first": "mean", "second": "mean"} if name == "hrm" else {}))
    whole, first, last = _vectors(net, [[3, 4, 6, 5], [8, 4, 6, 5], [3, 4, 6, 8]], width=4)
    assert np.abs(whole - first).max() > 1e-5
    assert np.abs(whole - last).max() > 1e-5


@every_net
def test_the_same_seed_draws_the_same_weights_and_leaves_the_global_generator_alone(name: str) -> None:
    torch.manual_seed(11)
    expected = torch.rand(1)
    torch.manual_seed(11)
    one, two, other = (build_net(name, ITEMS, {}, seed)[0] for seed in (1, 1, 2))
    assert torch.equal(torch.rand(1), expected)
    weights, _ = one.candidates()
    assert torch.equal(weights, two.candidates()[0])
    assert not torch.equal(weights, other.candidates()[0])


@every_net
@pytest.mark.parametrize(("predictable", "lowest", "highest"), [(1.0, 0.9, 1.0), (0.0, 0.0, 0.15)])
def test_what_can_be_predicted_is_learnt_and_noise_is_not(
    tmp_path: Path, name: str, predictable: float, lowest: float, highest: float
) -> None:
    """Recall@2 on a ring of 40 items: the ceiling is 1 without noise, chance is 0.05 where all is noise."""
    data = ring_data(tmp_path, items=40, sessions=900, predictable=predictable)
    options = TrainingOptions(epochs=12, batch=64, learning_rate=0.01, decay_every=8, longest=8)
    model = {"basket": 1, "first": "mean", "second": "mean"} if name == "hrm" else {}
    model = {"context": 1} if name == "npe" else model
    trainer = Trainer(
        name, data.trained, TrainingConfig(model, options), seed=1, folder=tmp_path, say=lambda line: None
    )
    trainer.run(data.train.rows(8), None)
    assert lowest <= _recall(trainer.net, data) <= highest


def _recall(net: Any, data: SessionData) -> float:
    rows = Rows.of(data.prefixes, data.targets, 8)
    scores = logits(net, rows, np.arange(len(rows)))
    return figures(target_ranks(scores, rows.targets, tie_order(data.trained, 1)), (2,))["recall@2"]


def test_a_repeated_prefix_is_one_node_seen_twice() -> None:
    """SR-GNN: by the graph, 3 4 3 4 3 walks the edges of 3 4 3 only."""
    net = _net("sr-gnn")
    once, twice = (_vectors(net, [one], width=len(one))[0] for one in ([3, 4, 3], [3, 4, 3, 4, 3]))
    assert np.abs(once - twice).max() > 1e-6  # attention still sums over clicks


@pytest.mark.parametrize(
    ("name", "options"), [("hrm", {"basket": 4}), ("hrm", {"first": "sum"}), ("npe", {"context": 0})]
)
def test_options_outside_the_paper_are_refused(name: str, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        build_net(name, ITEMS, options, seed=1)


def test_unknown_models_and_options_are_refused() -> None:
    with pytest.raises(InvalidInput, match="there are hrm"):
        build_net("oracle", ITEMS, {}, seed=1)
    with pytest.raises(InvalidInput, match="no option depth"):
        build_net("narm", ITEMS, {"depth": 3}, seed=1)


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("gru4rec", {"dim": 0}, "gru4rec: dim is a whole number from 1, not 0"),
        ("gru4rec", {"dropout": 2}, r"dropout is a share in \[0, 1\), not 2"),
        ("gru4rec", {"layers": 0}, "layers is a whole number from 1"),
        ("narm", {"hidden": -3}, "narm: hidden"),
        ("narm", {"embedding_dropout": 1}, "narm: embedding_dropout"),
        ("npe", {"context": 0}, "npe: context"),
        ("hrm", {"dropout": -0.1}, "hrm: dropout"),
        ("hrm", {"dim": 0}, "hrm: dim"),
        ("sr-gnn", {"steps": 0}, "sr-gnn: steps"),
        ("sr-gnn", {"dim": "wide"}, "sr-gnn: dim"),
    ],
)
def test_options_no_net_can_have_are_named(name: str, options: dict[str, Any], why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        build_net(name, 5, options, 1)
