#!/usr/bin/env bash
# Soak test: loads the service at half of its capacity, by default for 30 minutes. Exits with 1 if memory or open handles,
# including connections, grow. Requires the .NET SDK and Linux.
# Usage: build/soak.sh [MINUTES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish src/JobsService.Api -c Release -o "$work/service" -v quiet
dotnet build tests/JobsService.Benchmarks -c Release -o "$work/benchmarks" -v quiet
"$work/benchmarks/JobsService.Benchmarks" soak --service "$work/service/JobsService.Api" --work "$work" --minutes "${1:-30}"
