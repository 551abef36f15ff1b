#!/usr/bin/env bash
# The environment of training and of the ranking tests: .venv-train beside .venv, the only place torch is installed.
# Fast when all is there. Needs about 6 GB: the package of torch brings the GPU libraries along. Where a CPU build of the
# same version is to be had, configure pip for it as usual; nothing else changes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
env=$root/.venv-train
stamp=$env/.installed
[[ -e $stamp && $stamp -nt $root/constraints.txt && $stamp -nt ${BASH_SOURCE[0]} ]] && exit 0

"$root/deploy/dev/install-system.sh" python
[[ -x $env/bin/python ]] || "${PYTHON:-python3}" -m venv "$env"
pip=("$env/bin/pip" install --quiet --disable-pip-version-check)
"${pip[@]}" torch==2.15.0 onnx==1.23.2
"${pip[@]}" transformers==5.24.0 onnx-ir==1.1.0  # load sentence encoders for export; make them int8
"${pip[@]}" -c "$root/constraints.txt" -e "$root" onnxruntime pytest pytest-asyncio pytest-timeout hypothesis looptime
touch "$stamp"
