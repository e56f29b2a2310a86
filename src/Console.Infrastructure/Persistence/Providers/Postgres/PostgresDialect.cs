using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres;

/// <summary>PostgreSQL: row locks, advisory locks, and NOTIFY as the wake-up between nodes.</summary>
internal sealed class PostgresDialect(string connectionString) : IDialect
{
    private const string Channel = "agentconsole_ledger";
    private const string ListenerName = "AgentConsole wake-up";
    private const int KeepAliveSeconds = 30;

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

    // Part of the transaction: delivered at its commit, once, and not at all when it is rolled back.
    public Task WakeAsync(DbContext db, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync("NOTIFY " + Channel, cancellation);

    // A connection of its own, since it is never given back; kept alive, so that one whose server is gone is noticed.
    public async Task ListenAsync(Action woken, CancellationToken cancellation)
    {
        var listening = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = ListenerName,
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
        };
        await using var connection = new NpgsqlConnection(listening.ConnectionString);
        connection.Notification += (_, _) => woken();
        await connection.OpenAsync(cancellation);
        await using (var listen = new NpgsqlCommand("LISTEN " + Channel, connection)) await listen.ExecuteNonQueryAsync(cancellation);
        woken();
        while (true) await connection.WaitAsync(cancellation);
    }

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
