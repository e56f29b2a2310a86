#!/usr/bin/env bash
# Writes one migration for all three databases.   eng/add-migration.sh NAME | --initial
# --initial rewrites the first migration from the model: only while nothing is released.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?a name, or --initial}
project=src/Console.Infrastructure
providers=$project/Persistence/Providers
dotnet tool restore >/dev/null
if [ "$name" = --initial ]; then
  name=Initial
  rm -rf "$providers"/{Sqlite,Postgres,SqlServer}/Migrations
fi
dotnet build "$project" -v q --nologo -p:RunAnalyzers=false
for provider in Sqlite Postgres SqlServer; do
  dotnet ef migrations add "$name" --no-build --project "$project" --context "${provider}ConsoleDbContext" \
    --output-dir "Persistence/Providers/$provider/Migrations"
done
if [ "$name" = Initial ]; then
  # The tables come from the model; the triggers that guard the ledger are written by hand in one place.
  for file in "$providers"/*/Migrations/*_Initial.cs; do
    python3 - "$file" <<'P'
import re, sys
path = sys.argv[1]
text = open(path, encoding="utf-8-sig").read()
text = re.sub(r"\n        \}\n(\n        /// <inheritdoc />\n        protected override void Down)",
              "\n            AgentConsole.Infrastructure.Ledger.LedgerGuard.Install(migrationBuilder);\n        }\n\\1", text, count=1)
open(path, "w", encoding="utf-8").write(text)
P
  done
fi
