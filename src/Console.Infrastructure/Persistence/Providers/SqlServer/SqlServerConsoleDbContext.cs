using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer;

/// <summary>The model on SQL Server.</summary>
internal sealed class SqlServerConsoleDbContext(DbContextOptions<SqlServerConsoleDbContext> options) : ConsoleDbContext(options)
{
    protected override string? BinaryCollation => "Latin1_General_100_BIN2";
}
