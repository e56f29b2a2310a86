using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The triggers by which each database itself refuses to change or delete what was written.</summary>
internal static class LedgerGuard
{
    public const string TriggerName = "LedgerEntriesAreForever";

    private const string Refusal = "The ledger is append-only.";

    public static void Install(MigrationBuilder migration)
    {
        switch (migration.ActiveProvider)
        {
            case "Microsoft.EntityFrameworkCore.Sqlite":
                Sqlite(migration);
                break;
            case "Npgsql.EntityFrameworkCore.PostgreSQL":
                Postgres(migration);
                break;
            case "Microsoft.EntityFrameworkCore.SqlServer":
                SqlServer(migration);
                break;
            default:
                throw new InvalidOperationException($"No ledger triggers are written for {migration.ActiveProvider}.");
        }
    }

    private static void Sqlite(MigrationBuilder migration)
    {
        migration.Sql($"""CREATE TRIGGER "{TriggerName}Update" BEFORE UPDATE ON "LedgerEntries" BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;""");
        migration.Sql($"""CREATE TRIGGER "{TriggerName}Delete" BEFORE DELETE ON "LedgerEntries" BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;""");
    }

    private static void Postgres(MigrationBuilder migration)
    {
        migration.Sql($"""
            CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{Refusal}'; END $$;
            """);
        migration.Sql($"""
            CREATE TRIGGER "{TriggerName}" BEFORE UPDATE OR DELETE ON "LedgerEntries"
            FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
            """);
        migration.Sql($"""
            CREATE TRIGGER "{TriggerName}Truncate" BEFORE TRUNCATE ON "LedgerEntries"
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
            """);
    }

    // EXEC, because CREATE TRIGGER must stand alone in its batch and the idempotent script wraps it in an IF.
    private static void SqlServer(MigrationBuilder migration) => migration.Sql($"""
        EXEC(N'CREATE TRIGGER [{TriggerName}] ON [LedgerEntries] INSTEAD OF UPDATE, DELETE AS
        BEGIN SET NOCOUNT ON; THROW 51000, N''{Refusal}'', 1; END');
        """);
}
