#!/usr/bin/env bash
# Benchmarks the service against comparison programs, and writes the results to docs/performance.md. Requires the .NET SDK and
# 3 GB of disk; uses wrk if it is installed. Takes up to 15 minutes. Exits with 1 if a target is missed.
# Usage: build/bench.sh [--quick]
#   --quick  a smoke test of one minute; its results are meaningless and not written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
report=(--page docs/performance.md)
[[ ${1:-} != --quick ]] || report=(--quick)

dotnet publish src/JobsService.Api -c Release -o "$work/service" -v quiet
dotnet build tests/JobsService.Benchmarks -c Release -o "$work/benchmarks" -v quiet
"$work/benchmarks/JobsService.Benchmarks" bench --service "$work/service/JobsService.Api" --work "$work" "${report[@]}"
