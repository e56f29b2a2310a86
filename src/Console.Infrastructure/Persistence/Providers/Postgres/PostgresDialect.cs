using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres;

/// <summary>PostgreSQL: row locks and advisory locks.</summary>
internal sealed class PostgresDialect : IDialect
{
    // Any number that no other program on the server uses: "AGCO" and "MIGR" in ASCII.
    private const long MigrationLock = 0x4147434F_4D494752;

    private static readonly string[] RaceStates =
    [
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.LockNotAvailable,
    ];

    public string? BinaryCollation => "C";

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException refused when RaceStates.Contains(refused.SqlState) => true,
        NpgsqlException { IsTransient: true } => true,
        { InnerException: { } inner } => IsLostRace(inner),
        _ => false,
    };

    public Task LockHeadAsync(DbContext db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync("""SELECT 1 FROM "LedgerHeads" FOR UPDATE""", cancellation);

    public async Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
            await action();
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
