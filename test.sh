#!/usr/bin/env bash
# Builds the solution and runs every test. Ends with one line: N passed, N failed. What was skipped is counted in the line before it.
# On Debian it installs a missing Chromium and PostgreSQL and says so; elsewhere the tests that need them are skipped and say why.
set -uo pipefail
cd "$(dirname "$0")"

configuration=Debug
limit_seconds=3600
results=artifacts/tests

project_of() { basename "$1" .csproj; }

# One test project, in its own process: its log and its result file land in $results.
run_one() {
  local project=$1 name folder dll guard=()
  name=$(project_of "$project")
  folder=$(dirname "$project")/bin/$configuration/net10.0
  dll=$(ls "$folder"/Agent*Tests.runtimeconfig.json "$folder"/Agent*E2E.runtimeconfig.json 2>/dev/null | head -n 1)
  dll=${dll%.runtimeconfig.json}.dll
  if command -v timeout >/dev/null; then guard=(timeout -k 10 "$limit_seconds"); fi
  # These start a console for almost every test, and spend most of their time on compiling the same code once more: let that be quick.
  case $name in Console.Web.Tests | Console.Infrastructure.Tests | Console.E2E) export DOTNET_JITMinOpts=1 ;; esac
  local started=$SECONDS code=0
  "${guard[@]+"${guard[@]}"}" dotnet "$dll" -noColor -noLogo -xml "$results/$name.xml" >"$results/$name.log" 2>&1 </dev/null || code=$?
  printf '%s %s\n' "$code" "$((SECONDS - started))" >"$results/$name.exit"
}

if [ "${1:-}" = --one ]; then
  run_one "$2"
  exit 0
fi

passed=0 failed=0 skipped=0

# The closing line stands alone and last, whatever happened before.
finish() {
  if [ -n "${postgres:-}" ]; then eng/test-postgres.sh stop "$postgres" >/dev/null 2>&1; fi
  local line="$passed passed, $failed failed"
  if [ "$skipped" -gt 0 ]; then echo "$skipped skipped, each for the reason that stands above"; fi
  printf '\n%s\n' "$line"
  [ "$failed" = 0 ]
  exit
}

give_up() {
  printf '%s\n' "$1"
  failed=$((failed + 1))
  finish
}

trap 'give_up "Interrupted."' INT TERM

major_of() { "$1" --version 2>/dev/null | sed -n 's/^v\{0,1\}\([0-9]*\).*/\1/p' | head -n 1; }

sdk=$(major_of dotnet)
if [ "${sdk:-0}" -lt 10 ]; then give_up "The tests need the .NET SDK 10: see https://dotnet.microsoft.com/download."; fi
node=$(major_of node)
if [ "${node:-0}" -lt 20 ]; then give_up "The build needs Node.js 20 or later: see https://nodejs.org."; fi

has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_postgres() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; }

as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
install() { "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }

missing=()
has_chromium || missing+=(chromium)
has_postgres || missing+=(postgresql)
if [ "${#missing[@]}" -gt 0 ]; then
  if can_install; then
    echo "Installing ${missing[*]} with apt-get."
    "${as_root[@]+"${as_root[@]}"}" apt-get update -qq >/dev/null 2>&1
    if ! has_postgres; then
      # The tests start servers of their own; nobody asked for one that runs all the time.
      install postgresql-common
      echo 'create_main_cluster = false' | "${as_root[@]+"${as_root[@]}"}" tee -a /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    for package in "${missing[@]}"; do install "$package" || echo "apt-get could not install $package."; done
  else
    echo "Not installed, and apt-get is not to be had: ${missing[*]}. The tests that need it are skipped."
  fi
fi

rm -rf "$results"
mkdir -p "$results"

echo "Building."
if ! MSBUILDDISABLENODEREUSE=1 dotnet build AgentConsole.sln -c "$configuration" --nologo -v q -clp:NoSummary >"$results/build.log" 2>&1; then
  grep -E 'error|Error' "$results/build.log" | sort -u | head -n 40
  give_up "The build failed: $results/build.log has all of it."
fi

folder=${TMPDIR:-/tmp}/agentconsole-postgres-$$ # readable for the user that the server runs as
connection=$(eng/test-postgres.sh start "$folder" 2>"$results/postgres.log")
case $? in
  0) postgres=$folder; export AGENTCONSOLE_TEST_POSTGRES=$connection ;;
  3) ;; # each test that needs it is skipped, with the reason
  *) give_up "PostgreSQL did not start: $(cat "$results/postgres.log")" ;;
esac

# The slowest first; the browser needs the machine for itself.
projects=$(ls tests/*/*.Tests.csproj | sort -t/ -k2 -r)
echo "Testing."
printf '%s\n' "$projects" | xargs -P 2 -I{} "$0" --one {}
for project in e2e/*/*.csproj; do "$0" --one "$project"; done

attribute() { sed -n "s/.*<assembly [^>]*[^a-z-]$2=\"\([0-9]*\)\".*/\1/p" "$1" 2>/dev/null | head -n 1; }

for project in $projects e2e/*/*.csproj; do
  name=$(project_of "$project") log=$results/$(project_of "$project").log xml=$results/$(project_of "$project").xml
  read -r code seconds <"$results/$name.exit"
  ok=$(attribute "$xml" passed) bad=$(attribute "$xml" failed) left=$(attribute "$xml" skipped) errors=$(attribute "$xml" errors)
  ok=${ok:-0} bad=$((${bad:-0} + ${errors:-0})) left=${left:-0} note=
  if [ "$code" = 124 ] || [ "$code" = 137 ]; then
    note="was stopped after $limit_seconds s"
  elif [ ! -s "$xml" ] || { [ "$code" != 0 ] && [ "$bad" = 0 ]; }; then
    note="ended with exit code $code and without a result"
  elif [ $((ok + bad + left)) = 0 ]; then
    note="ran no test"
  fi
  if [ -n "$note" ]; then bad=$((bad + 1)); fi

  printf '%-30s %6d passed %4d failed %4d skipped %5d s%s\n' "$name" "$ok" "$bad" "$left" "$seconds" "${note:+   $note}"
  if [ "$bad" -gt 0 ]; then grep -vE '^(Ok, passed|   [A-Z][A-Za-z.]*  Total: |  (Discover|Start|Finish)|xUnit|===|Waiting)' "$log" | head -n 300; fi
  if [ "$left" -gt 0 ]; then sed -n '/\[SKIP\]/{n;s/^ */    skipped: /;p;}' "$log" | sort | uniq -c; fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
done

finish
