using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Brings the database to this build's model at start; two nodes may start at once.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<ConsoleDbContext> contexts, IDialect dialect)
{
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await dialect.WithMigrationLockAsync(db, () => db.Database.MigrateAsync(cancellation), cancellation);
    }
}
