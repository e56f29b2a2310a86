using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Opens the configured provider's context under the name that all rooms know.</summary>
internal sealed class ConsoleContextFactory<TContext>(IDbContextFactory<TContext> provider) : IDbContextFactory<ConsoleDbContext>
    where TContext : ConsoleDbContext
{
    public ConsoleDbContext CreateDbContext() => provider.CreateDbContext();
}
