#!/usr/bin/env bash
# Offers the service four times the load that it can serve, and measures latency, rejections, memory, and the polls of another
# organization. Then attacks it with slow request bodies, slow clients and a thousand connections. Requires the .NET SDK. Takes six
# minutes. Exits with 1 if a target is missed. With two or more processors, the client runs on a separate one.
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
