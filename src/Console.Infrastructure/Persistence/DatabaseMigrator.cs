using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Brings the database to this build's model at start; two nodes may start at once.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<ConsoleDbContext> contexts, IDialect dialect)
{
    /// <summary>Makes the store ready for its use, as far as that use may.</summary>
    /// <exception cref="NoStoreException">There is none, and this use makes none.</exception>
    public async Task PrepareAsync(StoreUse use, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (use != StoreUse.Make && !await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellation))
            throw new NoStoreException(db.Database.GetDbConnection().DataSource);
        if (use != StoreUse.Read) await MigrateAsync(cancellation);
    }

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await dialect.WithMigrationLockAsync(db, () => db.Database.MigrateAsync(cancellation), cancellation);
    }
}
