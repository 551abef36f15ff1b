"""The training loop: epochs chosen on the last sessions, then all sessions for that many epochs. Imports torch.

An interrupted run goes on from its last finished epoch: each epoch's randomness is drawn from (seed, epoch) alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]

from interarec.domain.errors import InvalidInput
from interarec.ranking.batches import by_length, shuffled
from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.inputs import net_inputs
from interarec.ranking.losses import PAIRWISE, cross_entropy
from interarec.ranking.metrics import figures, target_ranks, tie_order
from interarec.ranking.nets import build_net
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["Progress", "Trainer", "fit", "logits", "tensors"]

Progress = Callable[[str], None]
_PARTS = 20
_ENDS = ("epochs", "patience", "validation", "judged")
"""Options that say when a run ends but not how it goes: with more epochs, it goes on from where it was."""


def fit(
    name: str,
    data: SessionData,
    config: TrainingConfig,
    *,
    seed: int,
    out: Path,
    say: Progress,
    start: Callable[[Any], None] | None = None,
) -> tuple[Any, dict[str, Any]]:
    """The trained net and its history. Files of unfinished work are kept under `out`. Raises InvalidInput.

    `start` may change the fresh weights of the net that is trained on all sessions.
    """
    options = config.training
    history: dict[str, Any] = {"epochs": options.epochs}
    if options.validation > 0:
        rows, held = data.train.held_out(options.validation)
        choosing = Trainer(name, data.trained, config, seed=seed, folder=out / "choosing", say=say)
        history["choosing"] = choosing.run(rows.rows(options.longest), held.rows(options.longest))
        history["epochs"] = max(history["choosing"], key=lambda epoch: epoch["objective"])["epoch"]
    final = Trainer(name, data.trained, config, seed=seed, folder=out / "final", say=say)
    if start is not None:
        start(final.net)
    history["final"] = final.run(data.train.rows(options.longest), None, epochs=history["epochs"])
    return final.net, history


class Trainer:
    """One run over one set of rows; what it did last lies in `folder`."""

    def __init__(
        self, name: str, items: int, config: TrainingConfig, *, seed: int, folder: Path, say: Progress
    ) -> None:
        self.net, self.own = build_net(name, items, config.model, seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.net.to(self.device)
        self.options: TrainingOptions = config.training
        self.optimiser = torch.optim.Adam(
            self.net.parameters(), lr=self.options.learning_rate, weight_decay=self.options.weight_decay
        )
        self.seed, self.folder, self.say = seed, folder, say
        self.history: list[dict[str, Any]] = []
        course = {key: value for key, value in asdict(self.options).items() if key not in _ENDS}
        self._identity = json.dumps([name, items, asdict(self.own), course, seed])

    def run(self, rows: Rows, held: Rows | None, *, epochs: int | None = None) -> list[dict[str, Any]]:
        """Train up to `epochs`, stopping early by `held`; what each epoch showed. Raises InvalidInput without rows.

        With `held` only the history counts: the net may have been trained further by an earlier run.
        """
        if not len(rows):
            raise InvalidInput("no session to train on has two items; a net learns from steps", field="data")
        if held is not None and not len(held):
            raise InvalidInput(
                "no session held out has two items; take a larger share as `validation`, or 0 and a fixed `epochs`",
                field="validation",
            )
        data = sha256(rows.clicks.tobytes() + rows.ends.tobytes()).hexdigest()
        wanted = epochs or self.options.epochs
        self._resume(data, wanted, judging=held is not None)
        for epoch in range(len(self.history) + 1, wanted + 1):
            if held is not None and self._tired(self.history):
                break
            started, worked = time.perf_counter(), time.process_time()
            seen: dict[str, Any] = {"epoch": epoch, "loss": self._epoch(rows, epoch)}
            seen["seconds"] = round(time.perf_counter() - started, 1)
            seen["cpu_seconds"] = round(time.process_time() - worked, 1)  # much less where others share the machine
            if held is not None:
                seen |= self._judged(held)
            self.history.append(seen)
            self.say(json.dumps(seen))
            self._save(data)
        return self.history

    def _epoch(self, rows: Rows, epoch: int) -> float:
        generator = np.random.default_rng((self.seed, epoch))
        rate = self.options.learning_rate * self.options.decay ** ((epoch - 1) // self.options.decay_every)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.net.train()
        pieces = shuffled(rows, self.options.batch, generator)
        total = 0.0
        with torch.random.fork_rng():
            torch.manual_seed(int(generator.integers(2**31)))  # dropout and negatives draw from torch's generator
            for number, chosen in enumerate(pieces, start=1):
                total += self._step(rows, chosen) * len(chosen)
                if number % max(1, len(pieces) // _PARTS) == 0:
                    self.say(f"epoch {epoch}: {100 * number // len(pieces)} %")
        return total / max(1, len(rows))

    def _step(self, rows: Rows, chosen: np.ndarray[Any, np.dtype[np.int64]]) -> float:
        self.optimiser.zero_grad(set_to_none=True)
        session = self.net(**tensors(self.net.kind, rows, chosen, self.device))  # (b, k)
        targets = torch.from_numpy(rows.targets[chosen]).to(self.device)
        weights, bias = self.net.candidates()
        if self.options.loss == "cross-entropy":
            loss = cross_entropy(_scores(session, weights, bias), targets)
        else:
            loss = self._pairwise(session, targets, weights, bias)
        loss.backward()
        self.optimiser.step()
        value = float(loss.detach())
        if not np.isfinite(value):
            raise InvalidInput("the loss is not finite; take a smaller learning_rate", field="learning_rate")
        return value

    def _pairwise(
        self, session: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor, bias: torch.Tensor | None
    ) -> torch.Tensor:
        """Negatives are drawn once a batch, the same for all its rows; a row's own target is pushed out of them."""
        drawn = torch.randint(len(weights), (self.options.samples,), device=self.device)
        positive = (session * weights[targets]).sum(1) + (0 if bias is None else bias[targets])
        negative = _scores(session, weights[drawn], None if bias is None else bias[drawn])  # (b, s)
        negative = negative.masked_fill(drawn[None] == targets[:, None], -1e4)
        if self.options.loss in {"bpr-max", "top1"}:
            negative = negative.clamp(min=-50)  # their squares must stay finite
        return PAIRWISE[self.options.loss](positive, negative)

    def _judged(self, held: Rows) -> dict[str, float]:
        """Recall@20 and MRR@20 of the last `judged` rows held out; their sum chooses the epoch."""
        first = max(0, len(held) - self.options.judged)
        part = Rows(held.clicks, held.starts[first:], held.ends[first:], held.targets[first:])
        order = tie_order(self.net.candidates()[0].shape[0], self.seed)
        ranks = np.empty(len(part), np.int64)
        for chosen in by_length(part, self.options.batch):
            ranks[chosen] = target_ranks(logits(self.net, part, chosen), part.targets[chosen], order)
        found = figures(ranks, (20,))
        recall, mrr = found["recall@20"], found["mrr@20"]
        return {"recall@20": recall, "mrr@20": mrr, "objective": recall + mrr}

    def _tired(self, seen: list[dict[str, Any]]) -> bool:
        if not seen:
            return False
        best = max(seen, key=lambda epoch: epoch["objective"])["epoch"]
        return int(seen[-1]["epoch"]) - int(best) >= self.options.patience

    def _save(self, data: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "identity": f"{self._identity} {data}",
            "net": self.net.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "history": self.history,
            "judged": self.options.judged,
        }
        fresh = self.folder / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.folder / "checkpoint.pt")

    def _resume(self, data: str, wanted: int, *, judging: bool) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["identity"] != f"{self._identity} {data}":
            self.say("the checkpoint is of another run; starting anew")
            return
        done = state["history"]
        if len(done) > wanted and not judging:  # a net cannot be trained back
            self.say(f"the checkpoint has {len(done)} epochs and {wanted} are wanted; starting anew")
            return
        if judging and state.get("judged", self.options.judged) != self.options.judged:
            self.say("the checkpoint's epochs were judged on another number of rows; starting anew")
            return
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.history = self._as_wanted(done, wanted) if judging else done
        self.say(f"going on after epoch {len(self.history)}")

    def _as_wanted(self, done: list[dict[str, Any]], wanted: int) -> list[dict[str, Any]]:
        """What a run of `wanted` epochs with this patience would have seen of `done`."""
        for count in range(min(len(done), wanted)):
            if self._tired(done[:count]):
                return done[:count]
        return done[:wanted]


def tensors(
    kind: Any, rows: Rows, chosen: np.ndarray[Any, np.dtype[np.int64]], device: torch.device
) -> dict[str, torch.Tensor]:
    """The net's arguments for the chosen rows."""
    items, lengths = rows.padded(chosen)
    arrays = net_inputs(kind, items, lengths)
    return {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}


def logits(net: Any, rows: Rows, chosen: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """(b, n) scores of the chosen rows, dropout off."""
    net.eval()
    weights, bias = net.candidates()
    with torch.no_grad():
        session = net(**tensors(net.kind, rows, chosen, weights.device))
        scores: np.ndarray[Any, np.dtype[np.float32]] = _scores(session, weights, bias).cpu().numpy()
    return scores


def _scores(session: torch.Tensor, weights: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
    found: torch.Tensor = session @ weights.T if bias is None else torch.addmm(bias, session, weights.T)  # (b, n)
    return found
