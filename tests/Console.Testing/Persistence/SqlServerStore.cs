using System.Globalization;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Xunit;

namespace AgentConsole.Testing.Persistence;

/// <summary>SQL Server databases, only where a server is given: none can be started by the tests themselves.</summary>
public static class SqlServerStore
{
    /// <summary>The environment variable with a connection string of a server on which tests may create and drop databases.</summary>
    public const string Variable = "AGENTCONSOLE_TEST_SQLSERVER";

    internal static bool IsGiven => ConnectionString.Length > 0;

    private static string ConnectionString => Environment.GetEnvironmentVariable(Variable) ?? "";

    internal static async Task<TestDatabase> CreateAsync()
    {
        var database = CreateEmpty();
        await SchemaInstaller.InstallAsync(database.Options);
        return database;
    }

    /// <summary>Only a name: migrating creates the database.</summary>
    internal static TestDatabase CreateEmpty()
    {
        if (!IsGiven) Assert.Skip($"SQL Server: no server is given in {Variable}.");
        var name = "test_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var connectionString = new SqlConnectionStringBuilder(ConnectionString) { InitialCatalog = name }.ToString();
        var options = new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString };
        return new(options, () => SchemaInstaller.DropAsync(options));
    }
}
