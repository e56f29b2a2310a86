using Microsoft.Data.Sqlite;

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite;

/// <summary>Where SQLite's file lies, and how it is opened.</summary>
internal static class SqliteFile
{
    public static string ConnectionString(DatabaseOptions options, StoreUse use)
    {
        var file = options.ConnectionString.Length > 0
            ? new SqliteConnectionStringBuilder(options.ConnectionString)
            : new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(options.DataFolder, "console.db"),
                ForeignKeys = true,
                DefaultTimeout = 10,
            };
        if (use == StoreUse.Change) file.Mode = SqliteOpenMode.ReadWrite;
        if (use == StoreUse.Read) file.Mode = SqliteOpenMode.ReadOnly;
        return file.ToString();
    }

    /// <summary>The file of the operational store, beside the console's.</summary>
    public static string TracesOf(DatabaseOptions options)
    {
        var console = new SqliteConnectionStringBuilder(ConnectionString(options, StoreUse.Make)).DataSource;
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(console))!, Path.GetFileNameWithoutExtension(console) + "-traces.db");
    }
}
