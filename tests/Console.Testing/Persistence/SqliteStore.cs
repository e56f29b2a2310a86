using AgentConsole.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Testing.Persistence;

/// <summary>SQLite files in the temporary folder, copied from one that was migrated once.</summary>
internal static class SqliteStore
{
    private const string FileName = "console.db";

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    public static async Task<TestDatabase> CreateAsync()
    {
        var template = await Template.Value;
        var database = CreateEmpty();
        File.Copy(template, Path.Combine(database.Options.DataFolder, FileName));
        return database;
    }

    public static TestDatabase CreateEmpty()
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-test-").FullName;
        return new(new() { Provider = DatabaseProvider.Sqlite, DataFolder = folder }, () =>
        {
            Delete(folder);
            return Task.CompletedTask;
        });
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var database = CreateEmpty();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(database.Options.DataFolder);
        await SchemaInstaller.InstallAsync(database.Options);

        // Closing the last connection moves the write-ahead log into the file, which then is a database by itself.
        SqliteConnection.ClearAllPools();
        return Path.Combine(database.Options.DataFolder, FileName);
    }

    private const int DeleteAttemptsMax = 10;

    private static void Delete(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < DeleteAttemptsMax)
            {
                // A page that was just left still read: what it opened leaves its log behind, after the folder was looked through.
            }
        }
    }
}
