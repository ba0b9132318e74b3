#!/usr/bin/env bash
# Continuous integration: checks the format, builds without warnings, and runs all tests. Requires only the .NET SDK. Prints what was
# checked, the tests that were skipped with the reason, and the ten slowest tests; details only of what failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Disables build servers that would keep running after this script.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs a step, and prints its output only if it fails.
quietly() { "$@" > "$log" 2>&1 || { cat "$log"; exit 1; }; }

echo "== format"
quietly dotnet tool restore
quietly dotnet csharpier check .
grep '^Checked' "$log"

echo "== build"
quietly dotnet restore --locked-mode
quietly dotnet build --no-restore
grep -E 'Warning\(s\)|Error\(s\)' "$log"

echo "== test"
status=0
dotnet test --no-build --no-ansi --no-progress --show-slowest-tests 10 > "$log" 2>&1 || status=$?
cat "$log"
count() { awk -v name="$1:" '$1 == name { value = $2 } END { print value + 0 }' "$log"; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
