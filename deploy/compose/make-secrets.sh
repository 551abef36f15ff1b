#!/usr/bin/env bash
# Make .env and deploy/compose/secrets with random secrets. What is there already is kept.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${1:-$(cd "$here/../.." && pwd)}
secrets=$root/deploy/compose/secrets
command -v openssl >/dev/null || { echo "make-secrets: openssl is missing; apt-get install openssl" >&2; exit 1; }

url_safe() { openssl rand -base64 "$1" | tr -d '=\n' | tr '+/' '-_'; }

umask 077
if [[ ! -f $root/.env ]]; then
  sed -e "s|^S3_SECRET_KEY=.*|S3_SECRET_KEY=$(url_safe 30)|" \
    -e "s|^REDIS_PASSWORD=.*|REDIS_PASSWORD=$(url_safe 30)|" \
    -e "s|^KAFKA_CLUSTER_ID=.*|KAFKA_CLUSTER_ID=$(url_safe 16)|" \
    "$root/.env.example" >"$root/.env"
  echo "made $root/.env"
fi
mkdir -p "$secrets"
if [[ ! -f $secrets/signing_key.pem ]]; then
  openssl genpkey -algorithm ed25519 -out "$secrets/signing_key.pem"
  openssl pkey -in "$secrets/signing_key.pem" -pubout -out "$secrets/verify_key.pem"
fi
[[ -f $secrets/master_key ]] || openssl rand -base64 32 >"$secrets/master_key"
# The services run as another user than the one who calls this; the folder keeps others out.
chmod 0444 "$secrets"/*
