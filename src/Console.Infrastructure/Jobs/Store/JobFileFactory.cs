using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Infrastructure.Jobs.Store;

/// <summary>Makes the scheduler's connections to its file.</summary>
internal sealed class JobFileFactory : DbProviderFactory
{
    public override DbConnection CreateConnection() => new JobFileConnection();

    public override DbCommand CreateCommand() => new SqliteCommand();

    public override DbParameter CreateParameter() => new SqliteParameter();
}
