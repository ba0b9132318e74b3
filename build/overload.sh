#!/usr/bin/env bash
# Offers the service four times what it can do, and looks at what becomes of it: what is accepted must be quick, the rest must be
# told at once to come back, memory must stay, and five seconds later all must be as before. Needs the .NET SDK; takes four minutes.
# Where there are two processors, the client has one of its own: what is measured is not the client's own queue.
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

"${client[@]}" "$work/benchmarks/JobsService.Benchmarks" overload --service "$service" --work "$work" --seconds "${1:-60}"
