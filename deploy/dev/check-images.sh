#!/usr/bin/env bash
# Run the install commands of deploy/docker/Dockerfile in clean environments, without Docker: for each target its build
# context is copied as the Dockerfile copies it, its RUN command is run against a new virtual environment, and what
# the image would start must import and nothing it must not carry may be there.
#
#   check-images.sh [TARGET…]     default: every target; prints the installed size of each
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dockerfile=$root/deploy/docker/Dockerfile
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

targets=("$@")
[[ ${#targets[@]} -gt 0 ]] || mapfile -t targets < <(sed -n 's/^FROM build AS build-//p' "$dockerfile")

# What no image carries, and what only the image that reads pixels may.
never=(torch transformers)
only_for_summarizer=(rapidocr cv2)
only_for_insights=(faust)

copy_context() {
  mkdir -p "$work/src"
  # COPY a b … target, in the order of the Dockerfile, from the stage that all share.
  sed -n '/^FROM .* AS build$/,/^FROM /s/^COPY //p' "$dockerfile" | while read -r -a words; do
    local target=$work/src/${words[-1]}
    unset 'words[-1]'
    mkdir -p "$(dirname "$target")"
    (cd "$root" && cp -r "${words[@]}" "$target")
  done
  find "$work/src" -name __pycache__ -prune -exec rm -rf {} +
}

carries() { "$environment/bin/python" -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$1') is None)"; }

check_target() {
  local target=$1 command module
  environment=$work/$target
  command=$(sed -n "/^FROM build AS build-$target\$/,/^FROM /s/^RUN //p" "$dockerfile")
  [[ -n $command ]] || { echo "check-images: no target $target in $dockerfile" >&2; exit 2; }
  python3 -m venv "$environment"
  # The cache of the person who checks may be used; all else is the command as it stands.
  command=${command//\/opt\/interarec/$environment}
  command=${command// --no-cache-dir/ --quiet}
  (cd "$work/src" && bash -euo pipefail -c "$command")
  "$environment/bin/interarec" --help >/dev/null
  "$environment/bin/python" - "$target" <<'PYTHON'
"""Every module of the service imports, those that are imported late included. Clients run elsewhere."""
import importlib, pkgutil, sys

package = importlib.import_module(f"interarec.{sys.argv[1]}")
for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda name: None):
    if not module.name.startswith("interarec.capture.client"):
        importlib.import_module(module.name)
PYTHON
  for module in "${never[@]}"; do refuse "$target" "$module"; done
  if [[ $target != summarizer ]]; then for module in "${only_for_summarizer[@]}"; do refuse "$target" "$module"; done; fi
  if [[ $target != insights ]]; then for module in "${only_for_insights[@]}"; do refuse "$target" "$module"; done; fi
  echo "$target: $(du -sm "$environment" | cut -f1) MB installed"
  rm -rf "$environment"
}

refuse() {
  if carries "$2"; then echo "check-images: the $1 image carries $2" >&2; exit 1; fi
}

copy_context
for target in "${targets[@]}"; do check_target "$target"; done
