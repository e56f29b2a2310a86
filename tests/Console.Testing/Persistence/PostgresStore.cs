using System.Globalization;
using AgentConsole.Infrastructure.Persistence;
using Npgsql;

namespace AgentConsole.Testing.Persistence;

/// <summary>PostgreSQL databases on the run's server, copied from one that was migrated once per build.</summary>
internal static class PostgresStore
{
    // The model lives in this assembly: another build of it is another template.
    private static readonly string TemplateName =
        "template_" + typeof(ConsoleDbContext).Assembly.ManifestModule.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture);

    private static readonly Lazy<Task> Template = new(MakeTemplateAsync);

    public static async Task<TestDatabase> CreateAsync()
    {
        _ = PostgresServer.ConnectionString;
        await Template.Value;
        return await CreateAsync($"TEMPLATE {TemplateName}");
    }

    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync("TEMPLATE template0");

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var name = "test_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await using (var server = await OpenServerAsync()) await ExecuteAsync(server, $"CREATE DATABASE {name} {template}");
        var connectionString = ConnectionStringOf(name);
        return new(new() { Provider = DatabaseProvider.Postgres, ConnectionString = connectionString }, async () =>
        {
            await using (var database = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(database);
            await using var server = await OpenServerAsync();
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        });
    }

    private static async Task MakeTemplateAsync()
    {
        // Several test programs may share the server; the first one makes the template, the others wait for it.
        await using var server = await OpenServerAsync();
        await ExecuteAsync(server, "SELECT pg_advisory_lock(1)");
        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", server) { Parameters = { new() { Value = TemplateName } } };
        if (await look.ExecuteScalarAsync() is not 0L) return;

        var making = TemplateName + "_making";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {making} WITH (FORCE)");
        await ExecuteAsync(server, $"CREATE DATABASE {making} TEMPLATE template0");
        var connectionString = ConnectionStringOf(making);
        await SchemaInstaller.InstallAsync(new() { Provider = DatabaseProvider.Postgres, ConnectionString = connectionString });
        await using (var made = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(made);
        await ExecuteAsync(server, $"ALTER DATABASE {making} RENAME TO {TemplateName}");
    }

    private static string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = database, IncludeErrorDetail = true }.ToString();

    private static async Task<NpgsqlConnection> OpenServerAsync()
    {
        // Without a pool: closing it ends the session, and with it the lock on the template.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Database names cannot be parameters; these are made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
