using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteConsoleDbContext(DbContextOptions<SqliteConsoleDbContext> options) : ConsoleDbContext(options)
{
    // BINARY is SQLite's default already.
    protected override string? BinaryCollation => null;
}
