#!/usr/bin/env bash
# Ends well if the service answers a probe with 200. The image has no curl, but bash can open a connection by itself.
# Usage: healthcheck.sh [PORT] [PATH]
set -euo pipefail
port=${1:-8080}
path=${2:-/health/live}

exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3
read -r -t 2 _ status _ <&3
[[ $status == 200 ]]
