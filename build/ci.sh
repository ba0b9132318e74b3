#!/usr/bin/env bash
# What a change must pass: the formatter, a build without a warning, and every test. Needs the .NET SDK and nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# No build server may outlive this script.
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
