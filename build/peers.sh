#!/usr/bin/env bash
# Compares the service with other job dashboards (Hangfire in memory, bull-board on Redis), and writes the results to
# docs/performance.md. Requires the .NET SDK, 2 GB of disk and 8 GB of memory; uses wrk if it is installed. bull-board also requires
# Node.js 20, npm and Redis, and is skipped without them; as root in a container, the script installs missing ones from Debian. Takes
# up to 20 minutes. Exits with 1 if a target is missed.
# Usage: build/peers.sh [--quick]
#   --quick  a smoke test of one or two minutes; its results are meaningless and not written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--page docs/performance.md)
[[ ${1:-} != --quick ]] || options=(--quick)

# Installs the Debian package of a program that is missing, except with systemd, where the package of Redis would start a service.
have() {
  command -v "$1" > /dev/null && return
  [ "$(id -u)" = 0 ] && [ ! -d /run/systemd/system ] && command -v apt-get > /dev/null || return
  local install=(apt-get install --yes --no-install-recommends "$2")
  export DEBIAN_FRONTEND=noninteractive
  "${install[@]}" > /dev/null 2>&1 || { apt-get update && "${install[@]}"; } > /dev/null 2>&1 || return
  command -v "$1" > /dev/null
}

# Copies the program and its packages out of the repository. Prints why it cannot be run.
prepare_bull_board() {
  local program
  for program in node:nodejs npm:npm redis-server:redis-server; do
    have "${program%:*}" "${program#*:}" || { echo "${program%:*} is not installed"; return 1; }
  done
  node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node.js 20 is required"; return 1; }
  cp -r tests/JobsService.Benchmarks/Peers/bull-board "$work/bull-board"
  npm ci --prefix "$work/bull-board" --ignore-scripts --no-audit --no-fund > "$work/npm.log" 2>&1 \
    || { echo "npm could not install its packages"; return 1; }
}

if reason=$(prepare_bull_board); then
  options+=(--bull-board "$work/bull-board")
else
  echo "bull-board is skipped: $reason."
fi
echo "Data API builder is skipped: it does not support SQLite, and its tool was not in the package feed."

dotnet publish src/JobsService.Api -c Release -o "$work/service" -v quiet
dotnet build tests/JobsService.Benchmarks -c Release -o "$work/benchmarks" -v quiet
"$work/benchmarks/JobsService.Benchmarks" peers --service "$work/service/JobsService.Api" --work "$work" "${options[@]}"
