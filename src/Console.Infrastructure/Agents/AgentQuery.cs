using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Lists agents by name, and shows one with what it may do and did.</summary>
public sealed class AgentQuery(IDbContextFactory<ConsoleDbContext> contexts, ContractCache contracts, StopQuery stops, TimeProvider clock)
{
    public const int PageMax = 200;
    public const int LatelyDays = 30;

    public async Task<IReadOnlyList<AgentRow>> ListAsync(AgentFilter filter, int skip, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var inForce = await stops.InForceAsync(db, cancellation);
        var rows = await Matching(db, filter, inForce).OrderBy(agent => agent.Name).Skip(skip).Take(Math.Clamp(count, 1, PageMax)).ToListAsync(cancellation);
        return await RowsAsync(db, rows, inForce, cancellation);
    }

    /// <summary>The same behind a name: what the API's cursor says.</summary>
    public async Task<IReadOnlyList<AgentRow>> AfterAsync(AgentFilter filter, string after, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var inForce = await stops.InForceAsync(db, cancellation);
        var rows = await Matching(db, filter, inForce).Where(agent => string.Compare(agent.Name, after) > 0).OrderBy(agent => agent.Name)
            .Take(Math.Clamp(count, 1, PageMax + 1)).ToListAsync(cancellation);
        return await RowsAsync(db, rows, inForce, cancellation);
    }

    public async Task<int> CountAsync(AgentFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Matching(db, filter, await stops.InForceAsync(db, cancellation)).CountAsync(cancellation);
    }

    /// <summary>Names of the agents that a person answers for.</summary>
    public async Task<IReadOnlyList<string>> AnsweredForByAsync(PersonId person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Users.Where(row => row.Id == person.Value).Select(row => row.NormalizedEmail).SingleOrDefaultAsync(cancellation) is not { } address) return [];
        // The document says it in any spelling, so that the comparison is not the database's.
        var all = await db.Agents.AsNoTracking().Where(agent => agent.Dri != null).OrderBy(agent => agent.Name).Select(agent => new { agent.Name, agent.Dri }).ToListAsync(cancellation);
        return [.. all.Where(agent => NewPerson.Normalized(agent.Dri!) == address).Select(agent => agent.Name).Take(PageMax)];
    }

    public async Task<AgentDetail?> FindAsync(string name, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Agents.AsNoTracking().SingleOrDefaultAsync(agent => agent.Name == name, cancellation) is not { } agent) return null;

        var document = AgentDocument.Parse(JsonElement.Parse(agent.Document), out _);
        var inForce = await stops.InForceAsync(db, cancellation);
        var registeredBy = agent.RegisteredBy is { } person ? await ActorNames.OfAsync(db, "person:" + person, cancellation) : null;
        return new(agent, document, await ManifestAsync(db, name, document, cancellation), registeredBy,
            [.. inForce.Where(stop => stop.Reaches(StopTarget.Agent(name)))], (await AgentCoverage.OfAsync(db, [agent], cancellation))[name]);
    }

    private async Task<IReadOnlyList<ManifestRow>> ManifestAsync(ConsoleDbContext db, string name, AgentDocument? document, CancellationToken cancellation)
    {
        if (document is null) return [];
        var since = clock.Instant().AddDays(-LatelyDays);
        var uses = await db.Proposals.Where(proposal => proposal.Agent == name && proposal.SubmittedAt >= since && proposal.Planted == null)
            .GroupBy(proposal => new { proposal.Tool, proposal.Environment })
            .Select(group => new { group.Key.Tool, group.Key.Environment, Count = group.Count(), Last = group.Max(proposal => proposal.SubmittedAt) })
            .ToListAsync(cancellation);
        return [.. document.Manifest.Entries.Select(entry =>
        {
            var used = uses.Where(use => use.Tool == entry.Tool && entry.Environments.Contains(use.Environment)).ToList();
            return new ManifestRow(entry, contracts.Find(entry.Tool)?.Contract, used.Sum(use => use.Count), used.Count == 0 ? null : used.Max(use => use.Last));
        })];
    }

    private static IQueryable<Agent> Matching(ConsoleDbContext db, AgentFilter filter, IReadOnlyList<StopRow> inForce)
    {
        var rows = db.Agents.AsNoTracking().Where(agent => agent.IsArchived == filter.IsArchived);
        if (filter.Stage is { } stage) rows = rows.Where(agent => agent.Stage == stage);
        if (filter.IsStoppedOnly && inForce.All(stop => stop.Scope != StopScope.Everything))
        {
            var stopped = inForce.Where(stop => stop.Scope == StopScope.Agent).Select(stop => stop.Name).ToList();
            rows = rows.Where(agent => stopped.Contains(agent.Name));
        }

#pragma warning disable CA1304, CA1311, CA1862 // The database compares, not .NET.
        if (filter.Search.Trim().ToLowerInvariant() is { Length: > 0 } text) rows = rows.Where(agent => agent.Name.ToLower().Contains(text));
        if (filter.Dri.Trim().ToLowerInvariant() is { Length: > 0 } dri)
            rows = rows.Where(agent => (agent.Dri != null && agent.Dri.ToLower().Contains(dri)) || (agent.Deputy != null && agent.Deputy.ToLower().Contains(dri)));
#pragma warning restore CA1304, CA1311, CA1862
        return rows;
    }

    private async Task<IReadOnlyList<AgentRow>> RowsAsync(
        ConsoleDbContext db, List<Agent> agents, IReadOnlyList<StopRow> inForce, CancellationToken cancellation)
    {
        var (now, shown) = (clock.Instant(), agents.ConvertAll(agent => agent.Name));
        var waiting = await db.Proposals.Where(proposal => shown.Contains(proposal.Agent)
                && (proposal.Status == ProposalStatus.Frozen || (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now)))
            .GroupBy(proposal => proposal.Agent).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var keys = await db.AgentKeys.Where(key => shown.Contains(key.Agent) && key.RevokedAt == null && key.ExpiresAt > now)
            .GroupBy(key => key.Agent).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var coverage = await AgentCoverage.OfAsync(db, agents, cancellation);
        return [.. agents.Select(agent => new AgentRow(agent, ToolCountOf(agent), waiting.GetValueOrDefault(agent.Name), keys.GetValueOrDefault(agent.Name),
            inForce.FirstOrDefault(stop => stop.Reaches(StopTarget.Agent(agent.Name))), coverage[agent.Name]))];
    }

    private static int ToolCountOf(Agent agent) =>
        AgentDocument.Parse(JsonElement.Parse(agent.Document), out _)?.Manifest.Entries.Select(entry => entry.Tool).Distinct().Count() ?? 0;
}
