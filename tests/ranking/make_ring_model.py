"""Writes tests/unit/ranking/ring.model: a NARM of the ring g1 → g2 → g3 → r1 → r2 → b1 → g1, for tests without torch.

Run by hand when the artifact's form changes: `.venv-train/bin/python tests/ranking/make_ring_model.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.exported import packed
from interarec.ranking.exporting import save_model
from interarec.ranking.sessions import read_data, write_data
from interarec.ranking.training import fit

RING = ("g1", "g2", "g3", "r1", "r2", "b1")
TARGET = Path(__file__).resolve().parents[1] / "unit" / "ranking" / "ring.model"


def main() -> None:
    """Train, export, write."""
    sessions = [[RING[(start + step) % 6] for step in range(4)] for start in range(6)] * 20
    config = TrainingConfig(
        {"dim": 8, "hidden": 8}, TrainingOptions(epochs=40, batch=30, learning_rate=0.02, decay_every=40, validation=0)
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write_data(out, sessions, [(["g1"], "g2")])
        data = read_data(out)
        net, history = fit("narm", data, config, seed=1, out=out, say=lambda line: None)
        save_model(out, "narm", net, data, config, history, seed=1)
        TARGET.write_bytes(packed(out))


if __name__ == "__main__":
    main()
