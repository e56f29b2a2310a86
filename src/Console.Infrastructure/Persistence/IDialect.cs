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

    /// <summary>Runs an action while no other node migrates the same database.</summary>
    Task WithMigrationLockAsync(DbContext db, Func<Task> action, CancellationToken cancellation);
}
