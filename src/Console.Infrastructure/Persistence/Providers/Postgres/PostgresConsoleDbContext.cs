using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres;

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgresConsoleDbContext(DbContextOptions<PostgresConsoleDbContext> options) : ConsoleDbContext(options)
{
    protected override string? BinaryCollation => "C";
}
