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
    private const int LockAttemptsMax = 1_200;
    private static readonly TimeSpan LockAttemptsApart = TimeSpan.FromMilliseconds(100);

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

    // One node writes, and its own tail is hinted by the writer.
    public Task WakeAsync(DbContext db, CancellationToken cancellation) => Task.CompletedTask;

    public Task ListenAsync(Action woken, CancellationToken cancellation) => Task.CompletedTask;

    // EF's own lock is a row, which a killed process leaves behind for ever; the lock on a file ends with the process that holds it.
    public async Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(db.Database.GetDbConnection().DataSource + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var held = await TakeAsync(path, cancellation);
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellation);
        await action();
    }

    private static async Task<FileStream> TakeAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttemptsMax)
            {
                await Task.Delay(LockAttemptsApart, cancellation);
            }
        }
    }
}
