using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>What a stop switch reaches, as queries, and whether its target is one.</summary>
internal static class StopReach
{
    public static IQueryable<Proposal> Under(this IQueryable<Proposal> proposals, StopTarget target) => target.Scope switch
    {
        StopScope.Agent => proposals.Where(proposal => proposal.Agent == target.Name),
        StopScope.Tool => proposals.Where(proposal => proposal.Tool == target.Name),
        StopScope.Everything => proposals,
    };

    public static IQueryable<Grant> Under(this IQueryable<Grant> grants, StopTarget target) => target.Scope switch
    {
        StopScope.Agent => grants.Where(grant => grant.Agent == target.Name),
        StopScope.Tool => grants.Where(grant => grant.Tool == target.Name),
        StopScope.Everything => grants,
    };

    /// <summary>What a stop holds back. What is overdue has expired, though nobody has looked yet; it must not gain time by being frozen.</summary>
    public static IQueryable<Proposal> WaitingIn(this StopTarget target, ConsoleDbContext db, DateTimeOffset now) => db.Proposals.Under(target)
        .Where(proposal => proposal.Status == ProposalStatus.Holding
            || (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now));

    /// <summary>What would wait for a person again if the stop of this target were lifted: what no other stop reaches.</summary>
    public static IQueryable<Proposal> FrozenOnlyBy(this ConsoleDbContext db, StopTarget target) => db.Proposals.Under(target)
        .Where(proposal => proposal.Status == ProposalStatus.Frozen && !db.StopOrders.Any(order => order.LiftedAt == null
            && !(order.Scope == target.Scope && order.Name == target.Name)
            && (order.Scope == StopScope.Everything
                || (order.Scope == StopScope.Agent && order.Name == proposal.Agent)
                || (order.Scope == StopScope.Tool && order.Name == proposal.Tool))));

    /// <summary>Grants that could still be redeemed: one whose proposal has ended another way is worth nothing already.</summary>
    public static IQueryable<Grant> UnusedIn(this StopTarget target, ConsoleDbContext db, DateTimeOffset now) => db.Grants.Under(target)
        .Where(grant => grant.RedeemedAt == null && grant.RevokedAt == null && grant.ExpiresAt > now
            && db.Proposals.Any(proposal => proposal.Id == grant.ProposalId && proposal.Status == ProposalStatus.Released));

    /// <summary>Schedules that start nothing while the stop is in force; a tool has none.</summary>
    public static IQueryable<AgentSchedule> SchedulesIn(this StopTarget target, ConsoleDbContext db) => target.Scope switch
    {
        StopScope.Agent => db.AgentSchedules.Where(schedule => schedule.IsEnabled && schedule.Agent == target.Name),
        StopScope.Tool => db.AgentSchedules.Where(_ => false),
        StopScope.Everything => db.AgentSchedules.Where(schedule => schedule.IsEnabled),
    };

    public static IQueryable<StopOrder> InForce(this IQueryable<StopOrder> orders) => orders.Where(order => order.LiftedAt == null);

    public static IQueryable<StopOrder> For(this IQueryable<StopOrder> orders, StopTarget target) =>
        orders.Where(order => order.Scope == target.Scope && order.Name == target.Name);

    // A tool or an agent that was put away may still have something under way.
    public static async Task<bool> ExistsAsync(this ConsoleDbContext db, StopTarget target, CancellationToken cancellation) => target.Scope switch
    {
        StopScope.Agent => await db.Agents.AnyAsync(agent => agent.Name == target.Name, cancellation),
        StopScope.Tool => await db.ToolVersions.AnyAsync(tool => tool.Name == target.Name, cancellation),
        StopScope.Everything => true,
    };

    public static Fault? FaultOfReason(string reason) => reason.Trim().Length switch
    {
        0 => new("/reason", "required", "Say why, for whoever has to decide on what comes next."),
        > AgentLimits.ReasonLengthMax => new("/reason", "too_long", $"A reason has at most {AgentLimits.ReasonLengthMax} characters."),
        _ => null,
    };
}
