using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite;

/// <summary>SQLite: one writer at a time, durable in WAL with synchronous=FULL.</summary>
internal sealed class SqliteDialect : IDialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Constraint = 19;
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public string? BinaryCollation => null;

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        SqliteException { SqliteErrorCode: Busy or Locked } => true,
        SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint } => true,
        { InnerException: { } inner } => IsLostRace(inner),
        _ => false,
    };

    // BEGIN IMMEDIATE, which the driver uses, already holds the only write lock.
    public Task LockHeadAsync(DbContext db, CancellationToken cancellation) => Task.CompletedTask;

    // EF's own migration lock is a table in the same file; two processes queue on it.
    public Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation) => action();
}
