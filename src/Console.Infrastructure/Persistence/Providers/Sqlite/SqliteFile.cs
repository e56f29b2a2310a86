using Microsoft.Data.Sqlite;

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite;

/// <summary>Where SQLite's file lies, and how it is opened.</summary>
internal static class SqliteFile
{
    public static string ConnectionString(DatabaseOptions options)
    {
        if (options.ConnectionString.Length > 0) return options.ConnectionString;
        Directory.CreateDirectory(options.DataFolder);
        return new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, "console.db"),
            ForeignKeys = true,
            DefaultTimeout = 10,
        }.ToString();
    }
}
