using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer;

/// <summary>SQL Server: update locks and application locks.</summary>
internal sealed class SqlServerDialect : IDialect
{
    private const int Deadlock = 1205;
    private const int LockTimeout = 1222;
    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;

    public string? BinaryCollation => "Latin1_General_100_BIN2";

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        SqlException { Number: Deadlock or LockTimeout or UniqueConstraint or UniqueIndex } => true,
        { InnerException: { } inner } => IsLostRace(inner),
        _ => false,
    };

    public Task LockHeadAsync(DbContext db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync("SELECT 1 FROM [LedgerHeads] WITH (UPDLOCK, HOLDLOCK)", cancellation);

    // It wakes nobody: other nodes look every second.
    public Task WakeAsync(DbContext db, CancellationToken cancellation) => Task.CompletedTask;

    public Task ListenAsync(Action woken, CancellationToken cancellation) => Task.CompletedTask;

    public async Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await db.Database.ExecuteSqlRawAsync(
                "EXEC sp_getapplock @Resource = N'AgentConsoleMigrations', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 120000",
                cancellation);
            await action();
            await db.Database.ExecuteSqlRawAsync(
                "EXEC sp_releaseapplock @Resource = N'AgentConsoleMigrations', @LockOwner = N'Session'", cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
