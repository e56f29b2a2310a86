using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The handful of things in which the three databases differ.</summary>
public interface IDialect
{
    /// <summary>The collation under which keys compare byte by byte; null where that is the default.</summary>
    string? BinaryCollation { get; }

    /// <summary>Somebody else was faster: worth repeating, never an error for a person.</summary>
    bool IsLostRace(Exception exception);

    /// <summary>Takes the ledger head's row for this transaction, so that writers queue instead of colliding.</summary>
    Task LockHeadAsync(DbContext db, CancellationToken cancellation);

    /// <summary>Inside a transaction: when it commits, every node that listens is woken. Nothing where the database cannot.</summary>
    Task WakeAsync(DbContext db, CancellationToken cancellation);

    /// <summary>
    /// Calls for every wake-up, and once when it begins to listen, until it is cancelled or the connection breaks.
    /// Ends at once where the database wakes nobody.
    /// </summary>
    Task ListenAsync(Action woken, CancellationToken cancellation);

    /// <summary>Runs an action while no other node migrates the same database.</summary>
    Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation);
}
