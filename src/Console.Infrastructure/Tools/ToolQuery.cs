using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Lists tools by name, and shows one with its history.</summary>
public sealed class ToolQuery(IDbContextFactory<ConsoleDbContext> contexts, AgentCache agents, StopQuery stops)
{
    public const int PageMax = 200;
    private const int VersionsMax = 200;

    public async Task<IReadOnlyList<ToolRow>> ListAsync(ToolFilter filter, int skip, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Matching(db, filter).OrderBy(row => row.Name).Skip(skip).Take(Math.Clamp(count, 1, PageMax)).ToListAsync(cancellation);
        return await RowsAsync(db, rows, cancellation);
    }

    /// <summary>The same behind a name: what the API's cursor says.</summary>
    public async Task<IReadOnlyList<ToolRow>> AfterAsync(ToolFilter filter, string after, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Matching(db, filter).Where(row => string.Compare(row.Name, after) > 0).OrderBy(row => row.Name)
            .Take(Math.Clamp(count, 1, PageMax + 1)).ToListAsync(cancellation);
        return await RowsAsync(db, rows, cancellation);
    }

    public async Task<int> CountAsync(ToolFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Matching(db, filter).CountAsync(cancellation);
    }

    /// <summary>The tool, retired ones included; null where there never was one, or not in that version.</summary>
    public async Task<ToolDetail?> FindAsync(string name, int? version, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.ToolVersions.AsNoTracking().Where(row => row.Name == name).OrderByDescending(row => row.Version).Take(VersionsMax)
            .Select(row => new ToolVersionRow(row.Version, row.AcceptedAt, row.AcceptedBy, row.ContractHash, row.IsCurrent)).ToListAsync(cancellation);
        var wanted = version ?? kept.Find(row => row.IsCurrent)?.Version ?? kept.FirstOrDefault()?.Version;
        if (await db.ToolVersions.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name && row.Version == wanted, cancellation) is not { } shown)
            return null;

        var named = new List<ToolVersionRow>(kept.Count);
        foreach (var row in kept) named.Add(row with { AcceptedBy = await ActorNames.OfAsync(db, row.AcceptedBy, cancellation) });
        var inForce = await stops.InForceAsync(db, cancellation);
        return new(shown, ContractOf(shown), named, [.. StopsOf(inForce, name)], WhoMayPropose(name));
    }

    private static IQueryable<ToolVersion> Matching(ConsoleDbContext db, ToolFilter filter)
    {
        var rows = db.ToolVersions.AsNoTracking().Where(row => row.IsCurrent);
        if (filter.SideEffect is { } effect) rows = rows.Where(row => row.SideEffect == effect);
        // Names are plain ASCII; people type them in any case.
#pragma warning disable CA1304, CA1311, CA1862 // The database compares, not .NET.
        if (filter.Search.Trim().ToLowerInvariant() is { Length: > 0 } text) rows = rows.Where(row => row.Name.ToLower().Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
        return rows;
    }

    private async Task<IReadOnlyList<ToolRow>> RowsAsync(ConsoleDbContext db, List<ToolVersion> rows, CancellationToken cancellation)
    {
        var inForce = await stops.InForceAsync(db, cancellation);
        return [.. rows.Select(row => new ToolRow(row, ContractOf(row), StopsOf(inForce, row.Name).FirstOrDefault()))];
    }

    private List<string> WhoMayPropose(string tool) => [.. agents.All
        .Where(agent => !agent.IsArchived && agent.Document.Manifest.Entries.Any(entry => entry.Tool == tool))
        .Select(agent => agent.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<StopRow> StopsOf(IEnumerable<StopRow> inForce, string tool) => inForce.Where(stop => stop.Reaches(StopTarget.Tool(tool)));

    private static ToolContract? ContractOf(ToolVersion row) => ToolContract.Parse(JsonElement.Parse(row.Document), out _);
}
