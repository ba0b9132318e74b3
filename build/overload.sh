#!/usr/bin/env bash
# Offers the service four times the load that it can serve, and measures the latency of accepted requests, refusals, memory, and
# another organization's polls; then attacks it with slow bodies, slow readers and a thousand connections. Needs the .NET SDK; takes
# six minutes, and fails when a target is not met. With two processors, the client has one of its own.
# Usage: build/overload.sh [SECONDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish src/JobsService.Api -c Release -o "$work/service" -v quiet
dotnet build tests/JobsService.Benchmarks -c Release -o "$work/benchmarks" -v quiet

service=$work/service/JobsService.Api
client=()
if command -v taskset > /dev/null && (($(nproc) > 1)); then
  client=(taskset -c 0)
  printf '#!/bin/sh\nexec taskset -c 1-%d "%s" "$@"\n' "$(($(nproc) - 1))" "$service" > "$work/pinned"
  chmod +x "$work/pinned"
  service=$work/pinned
fi

status=0
"${client[@]}" "$work/benchmarks/JobsService.Benchmarks" overload --service "$service" --work "$work" --seconds "${1:-60}" || status=1
"${client[@]}" "$work/benchmarks/JobsService.Benchmarks" attacks --service "$service" --work "$work" || status=1
exit "$status"
