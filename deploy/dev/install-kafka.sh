#!/usr/bin/env bash
# Put the jars of Apache Kafka into .cache/kafka/lib. Does nothing when the version in kafka/pom.xml is there already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(cd "$here/../.." && pwd)/.cache/kafka
stamp=$(sha256sum "$here/kafka/pom.xml" | cut -d' ' -f1)
if [[ -f $target/stamp && $(<"$target/stamp") == "$stamp" ]]; then
  exit 0
fi
command -v mvn >/dev/null || { echo "install-kafka: no mvn; run deploy/dev/install-system.sh first" >&2; exit 1; }
echo "Kafka: fetching the jars"
fresh=$target.partial.$$
trap 'rm -rf "$fresh"' EXIT
mkdir -p "$fresh"
mvn -q -B -Dstyle.color=never -f "$here/kafka/pom.xml" dependency:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory="$fresh/lib"
rm -rf "$target"
mv "$fresh" "$target"
# Written last: an interrupted run is done again.
echo "$stamp" >"$target/stamp"
