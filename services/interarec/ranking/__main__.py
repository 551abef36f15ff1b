"""`python -m interarec.ranking train|tune|encoder …`: what needs torch, in the environment that has it.

The command line of the serving environment hands `interarec train`, `tune` and `encoder export` over to this. Imports
torch.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import yaml

from interarec.domain.errors import InterarecError, InvalidInput
from interarec.ranking.configuration import read_config
from interarec.ranking.encoders import export_encoder
from interarec.ranking.exporting import save_model
from interarec.ranking.nets import NETS
from interarec.ranking.sessions import read_data
from interarec.ranking.training import fit
from interarec.ranking.tuning import tune


def main() -> int:
    """Exit code 0, 1 (failed) or 2 (wrong input)."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except InvalidInput as error:
        sys.stderr.write(f"interarec: {error}\n")
        return 2
    except InterarecError as error:
        sys.stderr.write(f"interarec: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interarec")
    verbs = parser.add_subparsers(required=True)
    for verb, run in (("train", _train), ("tune", _tune)):
        one = verbs.add_parser(verb)
        one.set_defaults(run=run)
        one.add_argument("model", choices=NETS)
        one.add_argument("--data", type=Path, required=True)
        one.add_argument("--out", type=Path, required=True)
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--config", type=Path)
        if verb == "tune":
            one.add_argument("--rates", type=_rates, default=(0.0005, 0.001, 0.002, 0.005))
    encoder = verbs.add_parser("encoder")
    encoder.set_defaults(run=_export_encoder)
    encoder.add_argument("folder", type=Path)
    encoder.add_argument("--out", type=Path, required=True)
    return parser


def _rates(text: str) -> tuple[float, ...]:
    return tuple(float(one) for one in text.split(","))


def _train(arguments: argparse.Namespace) -> None:
    config = read_config(arguments.config)
    data = read_data(arguments.data)
    net, history = fit(arguments.model, data, config, seed=arguments.seed, out=arguments.out, say=_say)
    save_model(arguments.out, arguments.model, net, data, config, history, seed=arguments.seed)


def _tune(arguments: argparse.Namespace) -> None:
    config = read_config(arguments.config)
    data = read_data(arguments.data)
    found = tune(arguments.model, data, config, arguments.rates, seed=arguments.seed, out=arguments.out, say=_say)
    best = replace(config, training=replace(config.training, learning_rate=found[0]["learning_rate"]))
    (arguments.out / "best.yaml").write_text(yaml.safe_dump(best.as_dict()), encoding="utf-8")
    (arguments.out / "tuning.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


def _export_encoder(arguments: argparse.Namespace) -> None:
    sys.stdout.write(json.dumps(export_encoder(arguments.folder, arguments.out)) + "\n")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
