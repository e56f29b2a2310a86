using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Testing.Persistence;

/// <summary>Brings a database to this build's model the way a starting console does.</summary>
internal static class SchemaInstaller
{
    public static async Task InstallAsync(DatabaseOptions options)
    {
        await using var services = Services(options);
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }

    public static async Task DropAsync(DatabaseOptions options)
    {
        await using var services = Services(options);
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        await db.Database.EnsureDeletedAsync();
    }

    private static ServiceProvider Services(DatabaseOptions options) =>
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddLive().AddPersistence(options).BuildServiceProvider();
}
