using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>The work of reviewers: what was decided and how fast, and what waits.</summary>
public sealed class ApprovalsQuery(RollupQuery rollups, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<ApprovalRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation)
    {
        var counted = await rollups.GroupsAsync(ask, Series.Reviews, [Dimension.Outcome], Enum.GetValues<TraceOutcome>().Length, cancellation);
        var timed = ask.IsByTime && ask.Range != ask.Range.ForLatencies(clock.Instant()) ? []
            : (await rollups.LatenciesAsync(ask with { Range = ask.Range.ForLatencies(clock.Instant()) }, Series.Reviews, cancellation)).ToDictionary(GroupKey.Of);
        return
        [
            .. counted.Select(group => new ApprovalRow(group.Key, Sum(group, TraceOutcome.Ok), Sum(group, TraceOutcome.Denied), Sum(group, TraceOutcome.Waiting),
                timed.GetValueOrDefault(group.Key)?.MedianMs, timed.GetValueOrDefault(group.Key)?.P95Ms)),
        ];
    }

    /// <summary>What waits for a person now, the longest first.</summary>
    public async Task<IReadOnlyList<WaitingRow>> WaitingAsync(RollupFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var waiting = db.Proposals.AsNoTracking().Where(proposal => proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now);
        if (filter.Agent is { } agent) waiting = waiting.Where(proposal => proposal.Agent == agent);
        if (filter.Environment is { } environment) waiting = waiting.Where(proposal => proposal.Environment == environment);
        if (filter.Tool is { } tool) waiting = waiting.Where(proposal => proposal.Tool == tool);
        var rows = await waiting.GroupBy(proposal => new { proposal.Agent, proposal.Tool })
            .Select(group => new { group.Key.Agent, group.Key.Tool, Count = group.Count(), Oldest = group.Min(proposal => proposal.SubmittedAt) })
            .OrderBy(row => row.Oldest).Take(InsightsLimits.RowsMax).ToListAsync(cancellation);
        return [.. rows.Select(row => new WaitingRow(row.Agent, row.Tool, row.Count, row.Oldest))];
    }

    private static long Sum(IEnumerable<RollupRow> group, TraceOutcome outcome) =>
        group.Where(row => row.Keys[^1] == WireName.Of(outcome)).Sum(row => row.Sums.Events);
}
