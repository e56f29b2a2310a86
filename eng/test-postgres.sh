#!/usr/bin/env bash
# Runs a PostgreSQL server for tests: loopback, a free port, throw-away data.
#   eng/test-postgres.sh start FOLDER   prints a connection string; FOLDER must not exist yet
#   eng/test-postgres.sh stop FOLDER    stops the server and deletes the folder
# Exit code 3, with the reason on standard error: this machine cannot run one.
set -euo pipefail
verb=${1:?start or stop} folder=${2:?a folder}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ]; then
  control=$(command -v pg_ctl || true)
  bin=${control:+$(dirname "$control")}
fi
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL's server programs (initdb, pg_ctl) are not installed." >&2
  exit 3
fi

# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  if ! id postgres >/dev/null 2>&1; then
    echo "PostgreSQL does not run as root, and there is no user 'postgres'." >&2
    exit 3
  fi
  as=(runuser -u postgres --)
fi

case $verb in
  start)
    mkdir -m 711 "$folder"
    folder=$(cd "$folder" && pwd)
    word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$word" >"$folder/word"
    mkdir -m 700 "$folder/data"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$folder/word" "$folder/data"; fi
    chmod 600 "$folder/word"
    "${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres --pwfile="$folder/word" --auth=scram-sha-256 -E UTF8 --locale=C --no-sync >/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      port=$((20000 + RANDOM % 12000))
      if "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/data/server.log" \
          -o "-h 127.0.0.1 -p $port -c unix_socket_directories= -c max_connections=300 -c fsync=on" start >/dev/null 2>&1; then
        echo "Host=127.0.0.1;Port=$port;Username=postgres;Password=$word"
        exit 0
      fi
    done
    tail -n 5 "$folder/data/server.log" >&2
    exit 1
    ;;
  stop)
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null || true
    rm -rf "$folder"
    ;;
  *)
    echo "start or stop" >&2
    exit 2
    ;;
esac
