#!/usr/bin/env bash
# Streams a million jobs and prints the first byte, the wall time and what it did to the memory; then walks through them
# page by page and compares the last page with the first. Needs curl and Linux's /proc. Usage: build/measure.sh [JOBS]
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

# The pages of a hundred jobs: the first, the last and one in the middle, by turns, so that all of them see the same machine.
token() { grep -o '"next_page_token":"[^"]*"' "$1" | tail -1 | cut -d'"' -f4; }
page() { curl -s -o "$1" --user "$key" "$url/all?per_page=$2&page_token=$3" -w '%{time_total}\n'; }
median() { sort -n | awk '{ t[NR] = $1 } END { printf "%.2f", t[int((NR + 1) / 2)] * 1000 }'; }

echo "== walk $jobs jobs"
pages=0 next='' middle='' last=''
while page "$work/page" 2000 "$next" >/dev/null && next=$(token "$work/page") && [[ -n $next ]]; do
  pages=$((pages + 1)) last=$next
  [[ $((pages * 4000)) -gt $jobs ]] || middle=$next
done
for run in $(seq 300); do
  page "$work/page" 100 '' >>"$work/first"
  page "$work/page" 100 "$middle" >>"$work/middle"
  page "$work/page" 100 "$last" >>"$work/last"
done
first=$(median <"$work/first") deep=$(median <"$work/last")
ratio=$(awk -v a="$deep" -v b="$first" 'BEGIN { printf "%.2f", a / b }')
echo "page of 100, median of $run: first $first ms, middle $(median <"$work/middle") ms, last $deep ms; ratio $ratio"
awk -v ratio="$ratio" 'BEGIN { exit !(ratio < 1.3) }' || { echo "The last page must not take 1.3 times the first." >&2; exit 1; }

echo "== filters over all of them, a page of 100 each"
for filter in '' 'state=failed' 'state=paused' 'finished_at__after=2025-12-31T00:00:00Z' 'state=none-of-these'; do
  for paging in page_token= per_page=100; do
    echo "$paging $filter: $(for run in 1 2 3; do
      curl -s -o /dev/null --user "$key" "$url/all?$paging&$filter" -w '%{time_total}\n'
    done | median) ms"
  done
done
