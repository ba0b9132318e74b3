#!/usr/bin/env bash
# Measures the service beside other ways to do the same, in one run, and writes docs/performance.md. Needs the .NET SDK; uses
# wrk where there is one. Takes a quarter of an hour at most and 2 GB of disk, and fails when a target is not met.
# Usage: build/bench.sh [--quick]: a minute, to see that everything runs; writes nothing.
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
