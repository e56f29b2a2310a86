using System.Reflection;
using AgentConsole.Infrastructure.Persistence;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace AgentConsole.Testing.Persistence;

/// <summary>
/// Runs a theory once per database: SQLite always, PostgreSQL (skipped with a reason where it cannot run), SQL Server when a connection is given.
/// The test takes one <see cref="DatabaseProvider"/> and passes it on to <see cref="TestDatabase"/> or <see cref="TestConsole"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        List<ITheoryDataRow> rows = [Row(DatabaseProvider.Sqlite), Row(DatabaseProvider.Postgres)];
        if (SqlServerStore.IsGiven) rows.Add(Row(DatabaseProvider.SqlServer));
        return new(rows);

        static TheoryDataRow<DatabaseProvider> Row(DatabaseProvider provider) => new(provider);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
