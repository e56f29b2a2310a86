using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Persistence.Providers.Sqlite;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Infrastructure.Jobs.Store;

/// <summary>
/// The scheduler's file on SQLite, beside the console's: a file has one writer, and a scheduler that writes several times for each run of a
/// job would stand in the queue with whoever proposes and decides.
/// </summary>
internal static class JobFile
{
    public static string ConnectionString(DatabaseOptions database) => new SqliteConnectionStringBuilder
    {
        DataSource = PathOf(database),
        DefaultTimeout = 10,
    }.ToString();

    private static string PathOf(DatabaseOptions database)
    {
        var console = new SqliteConnectionStringBuilder(SqliteFile.ConnectionString(database, StoreUse.Make)).DataSource;
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(console))!, Path.GetFileNameWithoutExtension(console) + "-jobs.db");
    }
}
