#!/usr/bin/env bash
# Continuous integration: checks the format, builds without warnings, and runs all tests. Requires only the .NET SDK; as root, it
# installs Chromium for the browser tests. Prints what was checked, the tests that were skipped with the reason, and the ten slowest
# tests; details only of what failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Disables build servers that would keep running after this script.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# The browser tests need Chromium. Where it is missing and cannot be installed, one skipped test reports this.
if ! command -v chromium > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  install=(apt-get install --yes --no-install-recommends chromium)
  DEBIAN_FRONTEND=noninteractive "${install[@]}" > /dev/null 2>&1 \
    || { apt-get update && DEBIAN_FRONTEND=noninteractive "${install[@]}"; } > /dev/null 2>&1 || true
fi

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
count() { awk -v name="$1:" '$1 == name { value = $2 } END { print value + 0 }' "$log"; }
status=0 passed=0 broken=0 skipped=0
failed=()
for project in tests/*Tests; do
  name=$(basename "$project")
  echo "-- $name"
  "$project/bin/Debug/net10.0/$name" --no-ansi --progress off --show-stdout Failed --show-stderr Failed --show-slowest-tests 10 \
    > "$log" 2>&1 || { status=1; failed+=("$name"); }
  grep -vE '^(NUnit Adapter|Running (all|selected) tests| *NUnit3TestExecutor)|^$|^SQL_Server_is_available' "$log"
  passed=$((passed + $(count succeeded))) broken=$((broken + $(count failed))) skipped=$((skipped + $(count skipped)))
done

echo "$passed passed, $broken failed, $skipped skipped${failed[*]:+; failures in ${failed[*]}}"
exit "$status"
