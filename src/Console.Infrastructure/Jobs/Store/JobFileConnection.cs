using Microsoft.Data.Sqlite;

namespace AgentConsole.Infrastructure.Jobs.Store;

/// <summary>
/// Tells each opened connection how durable it is to be. After a loss of power the last moments of the schedule may be gone, never its
/// integrity: a round that ran is at worst run again, which every job takes.
/// </summary>
internal sealed class JobFileConnection : SqliteConnection
{
    public override void Open()
    {
        base.Open();
        using var command = CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;";
        command.ExecuteNonQuery();
    }
}
