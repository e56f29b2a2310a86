namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Which database, and where. Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For PostgreSQL and SQL Server; for SQLite the file under <see cref="DataFolder"/> is used when this is empty.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where SQLite's files live; set by <c>--data</c>.</summary>
    public string DataFolder { get; set; } = "data";
}
