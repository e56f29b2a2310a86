using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>Reads the risk table with the versions before it.</summary>
public sealed class RiskTableQuery(IDbContextFactory<ConsoleDbContext> contexts, ActorNames names)
{
    /// <summary>The newest first; the one that a console begins with is the last.</summary>
    public async Task<RiskTableSheet> OfAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.RiskTables.AsNoTracking().OrderByDescending(row => row.Number).Take(RiskLimits.VersionsShownMax + 1).ToListAsync(cancellation);
        var by = await names.OfAsync([.. rows.Select(row => row.SavedBy)], cancellation);
        var tables = rows.ConvertAll(row => (Row: row, Table: row.Read()));
        var versions = new List<RiskTableRow>();
        foreach (var (at, (row, table)) in tables.Take(RiskLimits.VersionsShownMax).Index())
        {
            var before = row.Number == RiskTable.Default.Version + 1 ? RiskTable.Default : at + 1 < tables.Count ? tables[at + 1].Table : null;
            versions.Add(new(row.Number, row.SavedAt, by[row.SavedBy], row.Note,
                table is not null && before is not null ? RiskTableDifference.Of(before, table) : []));
        }

        if (rows.Count <= RiskLimits.VersionsShownMax) versions.Add(new(RiskTable.Default.Version, null, null, null, []));
        return new(tables.FirstOrDefault().Row is null ? RiskTable.Default : tables[0].Table, versions);
    }
}
