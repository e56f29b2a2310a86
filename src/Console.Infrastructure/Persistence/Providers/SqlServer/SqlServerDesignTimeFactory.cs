using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer;

/// <summary>Lets the migration tool build the model; connects to nothing.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerConsoleDbContext>
{
    public SqlServerConsoleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerConsoleDbContext>().UseSqlServer("Server=127.0.0.1;Database=design;Encrypt=false").Options);
}
