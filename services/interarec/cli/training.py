"""`interarec train`, `tune`, `evaluate`, `model`: session models. Torch lives in the environment of `make train`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Annotated, Any

import typer

from interarec.cli.artifacts import object_store
from interarec.cli.output import DataDir, Json, Site, emit, fail, guarded, run, settings_for

__all__ = ["Data", "register", "run_with_torch"]

STDERR = 2
"""Where what is said while training goes; the result alone is on stdout."""
PER_ITEM = ("items", "clicks")
"""Parts of a card with an entry an item; they stay in the file."""
Data = Annotated[Path, typer.Option("--data", help="data folder: train_sessions.txt.gz, test.tsv.gz")]
Out = Annotated[Path, typer.Option("--out", help="folder of the model; an interrupted run goes on from it")]
Seed = Annotated[int, typer.Option("--seed")]
Config = Annotated[Path | None, typer.Option("--config", help="YAML with the sections model and training")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    for verb in (train, tune, evaluate):
        app.command()(verb)
    model = typer.Typer(help="A site's session model.", no_args_is_help=True)
    model.command("publish")(publish_model)
    app.add_typer(model, name="model")


def train(
    model: Annotated[str, typer.Argument(help="hrm, gru4rec, narm, npe, sr-gnn; pop, s-pop, markov, item-knn, …")],
    data: Data,
    out: Out,
    seed: Seed = 1,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Train a session model; --json prints its card: configuration, history of the epochs, data, version."""
    from interarec.ranking.neighbours import NEIGHBOURS

    if model in NEIGHBOURS:
        guarded(lambda: _keep_neighbours(model, data, out, seed, config))
    else:
        _with_torch("train", model, data, out, seed, config)
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    told = {"out": str(out), **{name: value for name, value in card.items() if name not in PER_ITEM}}
    emit(told, as_json=as_json, text=f"{model} is in {out}; measure it: interarec evaluate --model {out} --data {data}")


def tune(
    model: Annotated[str, typer.Argument(help="hrm, gru4rec, narm, npe, sr-gnn")],
    data: Data,
    out: Out,
    seed: Seed = 1,
    config: Config = None,
    rates: Annotated[str, typer.Option("--rates", help="learning rates to try")] = "0.0005,0.001,0.002,0.005",
    as_json: Json = False,
) -> None:
    """Find the learning rate on the last training sessions; writes best.yaml for `train --config`."""
    _with_torch("tune", model, data, out, seed, config, "--rates", rates)
    found = json.loads((out / "tuning.json").read_text(encoding="utf-8"))  # the best first
    best = out / "best.yaml"
    told = {"out": str(out), "config": str(best), "best": found[0], "rates": found}
    rate, objective = found[0]["learning_rate"], found[0]["objective"]
    text = f"learning rate {rate} (recall@20 + mrr@20 = {objective:.4f}); train with --config {best}"
    emit(told, as_json=as_json, text=text)


def _keep_neighbours(model: str, data: Path, out: Path, seed: int, config: Path | None) -> None:
    """Counting takes seconds, so only the recipe is kept; it is counted again where it is used."""
    from interarec.ranking.configuration import read_config
    from interarec.ranking.neighbours import build_neighbours
    from interarec.ranking.sessions import read_data

    options = dict(read_config(config).model)
    build_neighbours(model, read_data(data), options)
    out.mkdir(parents=True, exist_ok=True)
    card = {"kind": "neighbours", "model": model, "seed": seed, "options": options}
    (out / "card.json").write_text(json.dumps(card), encoding="utf-8")


def _with_torch(verb: str, model: str, data: Path, out: Path, seed: int, config: Path | None, *more: str) -> None:
    words = [verb, model, "--data", str(data), "--out", str(out), "--seed", str(seed), *more]
    if config is not None:
        words += ["--config", str(config)]
    run_with_torch(*words, stdout=STDERR)


def run_with_torch(*words: str, stdout: int | None = None) -> None:
    """`python -m interarec.ranking WORDS` where torch is; ends with its exit code when that is not 0."""
    from interarec.ranking.environment import environment_with_torch, python_with_torch

    command = [guarded(python_with_torch), "-m", "interarec.ranking", *words]
    done = subprocess.run(command, check=False, env=environment_with_torch(), stdout=stdout)  # noqa: S603
    if done.returncode != 0:
        raise typer.Exit(done.returncode)


def evaluate(
    model: Annotated[Path, typer.Option("--model", help="folder `interarec train` wrote")],
    data: Data,
    k: Annotated[str, typer.Option("--k", help="cuts")] = "5,10,20,50",
    seed: Annotated[int, typer.Option("--seed", help="of the order among equal scores")] = 1,
    as_json: Json = False,
) -> None:
    """Recall, MRR and NDCG of the held-out next items among all items, as shares of 1."""
    try:
        cuts = [int(one) for one in k.split(",")]
    except ValueError:
        fail(f"--k is a list of whole numbers, not {k!r}", 2)
    if min(cuts) < 1:
        fail("--k is a list of numbers from 1", 2)
    report = guarded(lambda: _evaluated(model, data, cuts, seed))
    lines = [f"{name}: {100 * value:.2f} %" for name, value in report["metrics"].items()]
    head = f"{report['model']}, {report['rows']} rows, {report['unseen_targets']} targets without a training click"
    emit(report, as_json=as_json, text="\n".join([head, *lines]))


def _evaluated(folder: Path, data: Path, cuts: list[int], seed: int) -> dict[str, Any]:
    from interarec.ranking.evaluating import evaluated
    from interarec.ranking.loading import load_scorer
    from interarec.ranking.sessions import read_data

    sessions = read_data(data)
    card, scorer, longest = load_scorer(folder, sessions)
    metrics = evaluated(scorer, sessions, cuts, longest=longest, seed=seed)
    unseen = int((sessions.targets < 0).sum() + (sessions.targets >= sessions.trained).sum())
    counts = {"rows": len(sessions.targets), "unseen_targets": unseen, "items": len(sessions.items)}
    return {"model": card["model"], "seed": card["seed"], **counts, "metrics": metrics}


def publish_model(
    model: Annotated[Path, typer.Argument(help="folder `interarec train` wrote")],
    site: Site = "demo",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Put a trained net in the object store; recommenders take it up within their polling interval."""
    from interarec.platform.artifacts import publish
    from interarec.ranking.exported import ExportedModel, packed
    from interarec.recommender.catalogue.importing import site_settings

    settings = settings_for(data_dir)
    guarded(lambda: site_settings(settings, site))
    artifact = guarded(lambda: packed(model))
    version = guarded(lambda: str(ExportedModel.from_bytes(artifact).card["version"]))

    async def work() -> None:
        async with object_store(settings, data_dir) as blobs:
            await publish(blobs, site, "model", version, artifact)

    run(work())
    emit({"site": site, "version": version}, as_json=as_json, text=f"published {version} for {site}")
