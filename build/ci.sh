#!/usr/bin/env bash
# Continuous integration: checks the format, builds without warnings, and runs all tests. Requires only the .NET SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Disables build servers that would keep running after this script.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

log=$(mktemp)
count() { awk -v name="$1:" '$1 == name { value = $2 } END { print value + 0 }' "$log"; }
summary() {
  echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
  rm -f "$log"
}
trap summary EXIT

echo "== format"
dotnet tool restore
dotnet csharpier check .

echo "== build"
dotnet restore --locked-mode
dotnet build --no-restore

echo "== test"
dotnet test --no-ansi --no-progress 2>&1 | tee "$log"
