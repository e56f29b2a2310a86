using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Which stops are in force, and what one would reach: said before the click, not after.</summary>
public sealed class StopQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private const int StopsMax = 500;
    internal const int RunningMax = 500;

    public async Task<IReadOnlyList<StopRow>> InForceAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await InForceAsync(db, cancellation);
    }

    public async Task<StopCounts> CountAsync(StopTarget target, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        // Planted ones count like any other: a number that left them out would give them away.
        var byStatus = await db.Proposals.Under(target)
            .Where(proposal => proposal.Status == ProposalStatus.Holding || proposal.Status == ProposalStatus.Running
                || (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now))
            .GroupBy(proposal => proposal.Status).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var grants = await target.UnusedIn(db, now).CountAsync(cancellation);
        return new(Of(ProposalStatus.Pending), Of(ProposalStatus.Holding), Of(ProposalStatus.Running), grants, await db.FrozenOnlyBy(target).CountAsync(cancellation))
        {
            Schedules = await target.SchedulesIn(db).CountAsync(cancellation),
        };

        int Of(ProposalStatus status) => byStatus.Where(one => one.Key == status).Sum(one => one.Count);
    }

    /// <summary>
    /// The same, each with what it has not brought to an end: calls that ran already and of which nothing was heard since, the oldest first.
    /// Requested and confirmed are two things.
    /// </summary>
    public async Task<IReadOnlyList<StopInForce>> WithUnconfirmedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var stops = await InForceAsync(db, cancellation);
        if (stops.Count == 0) return [];
        var reached = db.Proposals.Where(proposal => proposal.Status == ProposalStatus.Running);
        if (stops.All(stop => stop.Scope != StopScope.Everything))
        {
            var (agents, tools) = (NamesOf(stops, StopScope.Agent), NamesOf(stops, StopScope.Tool));
            reached = reached.Where(proposal => agents.Contains(proposal.Agent) || tools.Contains(proposal.Tool));
        }

        var running = await reached.OrderBy(proposal => proposal.SubmittedAt).Take(RunningMax + 1)
            .Select(proposal => new RunningCall(proposal.Id, proposal.Agent, proposal.Tool, proposal.Sentence, proposal.SubmittedAt)).ToListAsync(cancellation);
        var isCut = running.Count > RunningMax;
        if (isCut) running.RemoveAt(RunningMax);
        return [.. stops.Select(stop => new StopInForce(stop, running.FindAll(call => stop.Reaches(StopTarget.Agent(call.Agent)) || stop.Reaches(StopTarget.Tool(call.Tool)))) { IsCut = isCut })];
    }

    /// <summary>Stops that were lifted, the latest first.</summary>
    public async Task<IReadOnlyList<EarlierStop>> EarlierAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var orders = await db.StopOrders.AsNoTracking().Where(order => order.LiftedAt != null).OrderByDescending(order => order.LiftedAt).Take(AgentLimits.StopsShownMax).ToListAsync(cancellation);
        var names = await ActorNames.OfAsync(db, [.. orders.Select(order => order.OrderedBy), .. orders.Select(order => order.LiftedBy!)], cancellation);
        return [.. orders.Select(order => new EarlierStop(order.Scope, order.Name, order.Reason, names[order.OrderedBy], order.OrderedAt, names[order.LiftedBy!], order.LiftReason ?? "", order.LiftedAt!.Value))];
    }

    /// <summary>Rehearsals, the latest first.</summary>
    public async Task<IReadOnlyList<DrillRow>> DrillsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var drills = await db.StopDrills.AsNoTracking().OrderByDescending(drill => drill.At).Take(AgentLimits.StopsShownMax).ToListAsync(cancellation);
        var names = await ActorNames.OfAsync(db, [.. drills.Select(drill => drill.DrilledBy)], cancellation);
        return [.. drills.Select(drill => new DrillRow(drill, names[drill.DrilledBy]))];
    }

    private static List<string> NamesOf(IReadOnlyList<StopRow> stops, StopScope scope) => [.. stops.Where(stop => stop.Scope == scope).Select(stop => stop.Name)];

    internal async Task<IReadOnlyList<StopRow>> InForceAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        var orders = await db.StopOrders.AsNoTracking().InForce().OrderByDescending(order => order.OrderedAt).Take(StopsMax).ToListAsync(cancellation);
        var names = await ActorNames.OfAsync(db, [.. orders.Select(order => order.OrderedBy)], cancellation);
        return [.. orders.Select(order => new StopRow(order.Scope, order.Name, order.Reason, names[order.OrderedBy], order.OrderedAt))];
    }
}
