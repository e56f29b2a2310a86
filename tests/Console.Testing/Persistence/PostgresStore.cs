using System.Collections.Concurrent;
using System.Globalization;
using AgentConsole.Infrastructure.Persistence;
using Npgsql;

namespace AgentConsole.Testing.Persistence;

/// <summary>
/// PostgreSQL databases on the run's server. One is copied from a template that was migrated once per build, and then emptied after each test
/// and handed on: creating and dropping would cost far more than the test.
/// </summary>
internal static class PostgresStore
{
    // What the migrations themselves insert is kept beside, in a schema that the product does not know.
    private const string RememberSeed = """
        CREATE SCHEMA seed;
        DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
            EXECUTE 'CREATE TABLE seed.' || name || ' AS TABLE public.' || name;
          END LOOP;
        END $$;
        """;

    // As a replica, neither foreign keys nor the ledger's own triggers stand in the way.
    private const string Empty = """
        DROP SCHEMA IF EXISTS agentconsole_traces CASCADE;
        SET session_replication_role = replica;
        DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
            EXECUTE 'DELETE FROM public.' || name;
          END LOOP;
          FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'seed' LOOP
            EXECUTE 'INSERT INTO public.' || name || ' SELECT * FROM seed.' || name;
          END LOOP;
        END $$;
        """;

    // Another build of the model, or of what is done here, is another template.
    private static readonly string TemplateName = $"template_{BuildOf<ConsoleDbContext>()}_{BuildOf<TestDatabase>()}";

    private static readonly Lazy<Task> Template = new(MakeTemplateAsync);
    private static readonly ConcurrentBag<string> Free = [];

    public static async Task<TestDatabase> CreateAsync()
    {
        _ = PostgresServer.ConnectionString;
        await Template.Value;
        if (!Free.TryTake(out var name))
        {
            name = await CreateAsync(TemplateName);
            // A server of our own ends with this process and takes its databases along; by then nobody answers there.
            if (PostgresServer.IsGiven) AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAsync(name).GetAwaiter().GetResult();
        }

        return new(OptionsOf(name), async () =>
        {
            ClearPool(name);
            await using (var database = await OpenAsync(name)) await ExecuteAsync(database, Empty);
            Free.Add(name);
        });
    }

    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var name = await CreateAsync("template0");
        return new(OptionsOf(name), () => DropAsync(name));
    }

    private static async Task<string> CreateAsync(string template)
    {
        var name = "test_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await using var server = await OpenAsync("postgres");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    private static async Task DropAsync(string name)
    {
        ClearPool(name);
        await using var server = await OpenAsync("postgres");
        await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
    }

    private static async Task MakeTemplateAsync()
    {
        // Several test programs may share the server; the first one makes the template, the others wait for it.
        await using var server = await OpenAsync("postgres");
        await ExecuteAsync(server, "SELECT pg_advisory_lock(1)");
        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", server) { Parameters = { new() { Value = TemplateName } } };
        if (await look.ExecuteScalarAsync() is not 0L) return;

        var making = TemplateName + "_making";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {making} WITH (FORCE)");
        await ExecuteAsync(server, $"CREATE DATABASE {making} TEMPLATE template0");
        await SchemaInstaller.InstallAsync(OptionsOf(making));
        await using (var made = await OpenAsync(making)) await ExecuteAsync(made, RememberSeed);
        ClearPool(making);
        await ExecuteAsync(server, $"ALTER DATABASE {making} RENAME TO {TemplateName}");
    }

    private static DatabaseOptions OptionsOf(string name) =>
        new() { Provider = DatabaseProvider.Postgres, ConnectionString = ConnectionStringOf(name) };

    private static string ConnectionStringOf(string name) =>
        new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = name, IncludeErrorDetail = true }.ToString();

    private static string BuildOf<T>() => typeof(T).Assembly.ManifestModule.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture)[..20];

    private static void ClearPool(string name)
    {
        using var connection = new NpgsqlConnection(ConnectionStringOf(name));
        NpgsqlConnection.ClearPool(connection);
    }

    // Without a pool: closing it ends the session, and with it the lock on the template.
    private static async Task<NpgsqlConnection> OpenAsync(string name)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionStringOf(name)) { Pooling = false }.ToString());
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
