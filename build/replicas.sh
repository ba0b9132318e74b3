#!/usr/bin/env bash
# Restarts three replicas of the service behind nginx one by one under load, with one embedded database. Exits with 1 if a request
# fails, and with 77 if nginx is not installed. Requires the .NET SDK and nginx (for example Debian's package).
# Usage: build/replicas.sh [PORT]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
PATH=$PATH:/usr/sbin
command -v nginx > /dev/null || { echo "nginx is not installed. Run: apt-get install nginx-light" >&2; exit 77; }

port=${1:-8090}
work=$(mktemp -d)
declare -A replicas=()
nginx=
cleanup() {
  for pid in "${replicas[@]}" $nginx; do kill "$pid" 2> /dev/null || true; done
  wait
  rm -rf "$work"
}
trap cleanup EXIT

dotnet publish src/JobsService.Api -c Release -o "$work/service" -v quiet
dotnet build tests/JobsService.Benchmarks -c Release -o "$work/benchmarks" -v quiet
export ConnectionStrings__Jobs="Data Source=$work/jobs.db"
"$work/service/JobsService.Api" seed --organizations 3 --jobs 20000 2> /dev/null
key=$("$work/service/JobsService.Api" keys create --organization 1 --name replicas | head -n 1)

start() {
  "$work/service/JobsService.Api" --urls "http://127.0.0.1:$1" > "$work/$1.log" 2>&1 &
  replicas[$1]=$!
  until curl --silent --fail --output /dev/null "http://127.0.0.1:$1/health/ready"; do sleep 0.1; done
}

# Writes the load balancer's configuration. The replica on the given port, if any, is marked as down.
balance() {
  local servers="" replica
  for replica in "${ports[@]}"; do
    servers+="server 127.0.0.1:$replica max_fails=0$([[ $replica != "${1:-}" ]] || echo ' down'); "
  done
  sed -e "s|@DIRECTORY@|$work|; s|@PORT@|$port|; s|@REPLICAS@|$servers|" build/replicas.nginx.conf > "$work/nginx.conf"
}

# Reloads nginx, and waits until the workers with the old configuration have exited.
reload() {
  local worker old
  old=$(pgrep -P "$nginx")
  kill -HUP "$nginx"
  for worker in $old; do
    while kill -0 "$worker" 2> /dev/null; do sleep 0.05; done
  done
}

ports=($((port + 1)) $((port + 2)) $((port + 3)))
for replica in "${ports[@]}"; do
  start "$replica"
done
balance
nginx -p "$work" -c "$work/nginx.conf" -g "daemon off;" 2> "$work/nginx.log" &
nginx=$!
until curl --silent --output /dev/null "http://127.0.0.1:$port/"; do sleep 0.1; done

"$work/benchmarks/JobsService.Benchmarks" load --url "http://127.0.0.1:$port/ga/api/v2/jobs/unfinished?page_token=&per_page=20" \
  --key "$key" --connections 8 --warm 0 --seconds 25 > "$work/load.json" &
load=$!
for replica in "${ports[@]}"; do
  sleep 2
  balance "$replica"
  reload
  kill "${replicas[$replica]}"
  code=0
  wait "${replicas[$replica]}" || code=$?
  echo "replica on port $replica exited with code $code"
  start "$replica"
  balance
  reload
done
wait "$load"
cat "$work/load.json"
grep -q '"errors":0' "$work/load.json" || { echo "Requests failed during the restarts: see \"errors\" above." >&2; exit 1; }
