"""The tests of training need torch: they run by `.venv-train/bin/pytest tests/ranking`, in its own environment."""

from __future__ import annotations

import torch

torch.set_num_threads(1)  # several runs side by side share the cores
