#!/usr/bin/env bash
# Streams a million jobs and prints the first byte, the wall time and what it did to the memory.
# Needs curl and Linux's /proc. Usage: build/measure.sh [JOBS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jobs=${1:-1000000}
work=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet publish src/JobsService.Api -c Release -o "$work/app" --disable-build-servers -v quiet
export ASPNETCORE_ENVIRONMENT=Production ConnectionStrings__Jobs="Data Source=$work/jobs.db"
program="$work/app/JobsService.Api"

echo "== seed"
time "$program" seed --organizations 10 --jobs "$jobs" 2>/dev/null
key=$("$program" keys create --organization 1 --role system_admin --name measure | head -1)

"$program" --urls http://127.0.0.1:5081 >"$work/log" &
server=$!
url=http://127.0.0.1:5081/ga/api/v2/jobs
until curl -sf -o /dev/null --user "$key" "$url/unfinished"; do kill -0 "$server"; done

memory() { awk -v name="$1:" '$1 == name { print $2 }' "/proc/$server/status"; }
idle=$(memory VmRSS)
echo "== stream $jobs jobs (idle: $idle kB)"
for run in 1 2 3; do
  curl -s -o "$work/answer" --user "$key" "$url/all" \
    -w "run $run: first byte %{time_starttransfer} s, all %{time_total} s, %{size_download} bytes"
  echo ", peak $(($(memory VmHWM) - idle)) kB over idle"
done
