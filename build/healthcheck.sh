#!/usr/bin/env bash
# Exits with 0 if the service answers a probe with 200 within two seconds, otherwise with 1. Uses bash's /dev/tcp, because the
# image does not contain curl.
# Usage: healthcheck.sh [PORT] [PATH]
port=${1:-8080}
path=${2:-/health/live}

{ exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || exit 1
trap '' PIPE
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3 2>/dev/null || exit 1
read -r -t 2 _ status _ <&3 || exit 1
[[ $status == 200 ]]
