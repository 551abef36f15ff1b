"""Write the generated part of `interarec.contracts` from `proto/`; `--check` fails when it is out of date.

    python proto/generate.py [--check]

Writes protobuf classes with stubs under contracts/v1, the packaged copy of topics.yaml, and docs/asyncapi.yaml. Module
paths are moved from `interarec.v1` to `interarec.contracts.v1`, so that generated code lives in the contracts package.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

from asyncapi import described
from grpc_tools import protoc

PROTO = Path(__file__).resolve().parent
CONTRACTS = PROTO.parent / "services" / "interarec" / "contracts"
DESCRIPTION = PROTO.parent / "docs" / "asyncapi.yaml"


def generate(target: Path) -> None:
    """Fill `target` with what belongs into contracts/."""
    with tempfile.TemporaryDirectory() as scratch:
        sources = sorted(str(path.relative_to(PROTO)) for path in PROTO.glob("interarec/v1/*.proto"))
        include = Path(protoc.__file__).parent / "_proto"
        arguments = [
            "protoc",
            f"-I{PROTO}",
            f"-I{include}",
            f"--python_out={scratch}",
            f"--pyi_out={scratch}",
            *sources,
        ]
        if protoc.main(arguments) != 0:
            raise SystemExit("protoc failed")
        (target / "v1").mkdir(parents=True, exist_ok=True)
        for made in sorted(Path(scratch, "interarec", "v1").iterdir()):
            text = re.sub(
                r"^from interarec\.v1 import", "from interarec.contracts.v1 import", made.read_text(), flags=re.M
            )
            (target / "v1" / made.name).write_text(text)
    (target / "v1" / "__init__.py").write_text('"""Generated from proto/; do not edit: `make proto`."""\n')
    shutil.copyfile(PROTO / "topics.yaml", target / "topics.yaml")


def description() -> str:
    """The AsyncAPI document of this version."""
    project = tomllib.loads((PROTO.parent / "pyproject.toml").read_text())["project"]
    return described(PROTO, project["version"])


def stale(target: Path) -> list[str]:
    """Names of committed files that differ from `target`, are missing, or should not be there."""
    made = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    kept = {path.relative_to(CONTRACTS) for path in CONTRACTS.glob("v1/*.py*")} | {Path("topics.yaml")}
    differing = [
        name
        for name in made & kept
        if not (CONTRACTS / name).exists() or not filecmp.cmp(target / name, CONTRACTS / name, shallow=False)
    ]
    return sorted(map(str, [*differing, *(made ^ kept)]))


def main() -> None:
    """Generate, or check."""
    if "--check" not in sys.argv[1:]:
        shutil.rmtree(CONTRACTS / "v1", ignore_errors=True)
        generate(CONTRACTS)
        DESCRIPTION.write_text(description())
        return
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch))
        names = stale(Path(scratch))
    if not DESCRIPTION.exists() or DESCRIPTION.read_text() != description():
        names.append("docs/asyncapi.yaml")
    if names:
        raise SystemExit(f"generated contracts are out of date ({', '.join(names)}): run `make proto`")


if __name__ == "__main__":
    main()
