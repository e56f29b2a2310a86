namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The databases the console runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
    SqlServer,
}
