using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>The last word on stop switch, manifest and stage, asked inside the commit: two indexed look-ups.</summary>
public sealed class StandingQuery(AgentCache agents)
{
    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, IAsyncEnumerable<StopScope>> _stops =
        EF.CompileAsyncQuery((ConsoleDbContext db, string agent, string tool) => db.StopOrders
            .Where(order => order.LiftedAt == null
                && (order.Scope == StopScope.Everything
                    || (order.Scope == StopScope.Agent && order.Name == agent)
                    || (order.Scope == StopScope.Tool && order.Name == tool)))
            .Select(order => order.Scope));

    private readonly Func<ConsoleDbContext, string, string, string, string, Task<Versions?>> _versions =
        EF.CompileAsyncQuery((ConsoleDbContext db, string agent, string tool, string dri, string deputy) => db.Agents
            .Where(row => row.Name == agent)
            .Select(row => new Versions(row.Version,
                db.ToolVersions.Where(version => version.IsCurrent && version.Name == tool).Select(version => (int?)version.Version).FirstOrDefault(),
                db.Users.Any(person => person.NormalizedEmail == dri && person.IsDisabled),
                db.Users.Any(person => person.NormalizedEmail == deputy && person.IsDisabled)))
            .FirstOrDefault());

    /// <summary>The answer, the agent as it is, and whether anything is stopped, all inside this transaction.</summary>
    /// <param name="judged">The contract that schema, policy and reviewer went by; null where there was none. Another one in force is a denial.</param>
    internal async Task<Standing> LookAsync(
        ConsoleDbContext db, string agent, string tool, ToolContract? judged, string environment, JsonElement args, CancellationToken cancellation)
    {
        var (stoppedBy, clearance) = await AskStopSwitchAsync(db, agent, tool, cancellation);
        var standing = new AgentStanding
        {
            Agent = agent,
            Tool = tool,
            Environment = environment,
            StoppedBy = stoppedBy,
        };
        if (clearance is null) return new(standing.Answer(), null, null);

        var held = agents.Find(agent);
        var now = await NowAsync(db, agent, tool, held, cancellation);
        var known = now is null ? null : await CurrentAsync(db, agent, now.Agent, cancellation);
        if (known is not null && (known.Dri != held?.Dri || known.Document.Deputy != held?.Document.Deputy)) now = await NowAsync(db, agent, tool, known, cancellation);
        if (known is null or { IsArchived: true }) return new(standing.Answer(), null, clearance);

        // INVARIANT: nothing is allowed by a contract that the arguments were not judged by.
        if (now!.Tool is { } current && judged?.Version != current)
            return new(PolicyAnswer.Deny("contract_changed", "contract_changed", $"The contract of {tool} changed a moment ago.",
                isRetryable: true, suggestion: "Read the contract again and propose anew."), known, clearance);

        var contract = now.Tool is null ? null : judged;
        var entry = known.EntryOf(tool, environment);
        return new((standing with
        {
            IsAgentKnown = true,
            IsInManifest = entry is not null,
            IsToolKnown = contract is not null,
            IsInManifestElsewhere = entry is null && known.Holds(tool),
            IsToolInEnvironment = contract?.Environments.Contains(environment) == true,
            LimitFaults = entry?.Check(args) ?? [],
            Stage = known.Stage,
            HasDri = AgentCoverage.Of(known.Dri, known.Document.Deputy, address => address == Address(known.Dri) ? now.IsDriGone : now.IsDeputyGone) != Coverage.Nobody,
            SideEffect = contract?.SideEffect ?? default,
        }).Answer(), known, clearance);
    }

    /// <summary>The agent as it is inside this transaction; null where it is not known.</summary>
    internal async Task<LoadedAgent?> FindAsync(ConsoleDbContext db, string agent, CancellationToken cancellation) =>
        await db.Agents.Where(row => row.Name == agent).Select(row => (int?)row.Version).SingleOrDefaultAsync(cancellation) is { } version
            ? await CurrentAsync(db, agent, version, cancellation)
            : null;

    /// <summary>
    /// Either what a stop order in force reaches, the widest first, or the clearance that goes with none: the one place that gives it out.
    /// </summary>
    /// <param name="tool">Empty where no tool is used.</param>
    internal async Task<(StopScope? StoppedBy, Clearance? Clearance)> AskStopSwitchAsync(ConsoleDbContext db, string agent, string tool, CancellationToken cancellation)
    {
        StopScope? widest = null;
        await foreach (var scope in _stops(db, agent, tool).WithCancellation(cancellation))
            if (widest is null || scope > widest) widest = scope;
        return widest is null ? (null, new Clearance(agent, tool)) : (widest, null);
    }

    private Task<Versions?> NowAsync(ConsoleDbContext db, string agent, string tool, LoadedAgent? known, CancellationToken cancellation) =>
        _versions(db, agent, tool, Address(known?.Dri), Address(known?.Document.Deputy)).WaitAsync(cancellation);

    private static string Address(string? email) => email is null ? "" : NewPerson.Normalized(email);

    // The row inside this transaction is the truth; it is read for this one answer and kept by nobody, since it may yet be rolled back.
    private async Task<LoadedAgent?> CurrentAsync(ConsoleDbContext db, string agent, int version, CancellationToken cancellation)
    {
        if (agents.Find(agent) is { } held && held.Version == version) return held;
        return LoadedAgent.Of(await db.Agents.AsNoTracking().SingleAsync(row => row.Name == agent, cancellation));
    }

    private sealed record Versions(int Agent, int? Tool, bool IsDriGone, bool IsDeputyGone);
}
