using System.Data.Common;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>The handful of things in which the three databases differ for the operational store, which is written in plain SQL.</summary>
internal interface ITraceDialect
{
    /// <summary>A connection, not yet open.</summary>
    DbConnection Connect();

    /// <summary>What a connection is told once it is open; empty where nothing.</summary>
    string OnOpen { get; }

    /// <summary>A type of <see cref="TraceTables"/> as this database spells it.</summary>
    string TypeOf(string type);

    /// <summary>Makes what is missing of the tables; may run on two nodes at once.</summary>
    Task PrepareAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>How a query that ends in <c>ORDER BY</c> ends after so many rows.</summary>
    string First(int rows);

    /// <summary>The fastest way in that the database has.</summary>
    Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events, CancellationToken cancellation);

    /// <summary>Forgets events that were received before; at most <paramref name="rowsMax"/> at a time where they go one by one.</summary>
    Task<long> TrimEventsAsync(DbConnection connection, DateTimeOffset before, int rowsMax, CancellationToken cancellation);
}
