using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Finds the runs, proposals and deliveries behind what a rule found, the latest first.</summary>
internal sealed class AlertEvidenceQuery(RunsQuery runs, RunCostsQuery costs, IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<AlertFinding> WithAsync(AlertTerms terms, AlertFinding finding, DateTimeOffset now, CancellationToken cancellation) => finding with
    {
        Evidence = terms.Kind switch
        {
            AlertKind.ToolErrors => await RunsAsync(new(Agent: finding.Scope.Agent, Workflow: finding.Scope.Workflow, Fault: FaultDomain.Tools, From: now.AddMinutes(-terms.WindowMinutes).AddHours(-1), To: now), cancellation),
            AlertKind.OutcomeDrift => await RunsAsync(new(Agent: finding.Scope.Agent, Workflow: finding.Scope.Workflow, State: RunState.Failed, From: now.AddMinutes(-terms.WindowMinutes), To: now), cancellation),
            AlertKind.RunCost => [.. (await costs.DearListAsync(finding.Scope, now.AddMinutes(-terms.WindowMinutes), now, AlertLimits.EvidenceMax, cancellation))
                .Where(run => run.CostNanos / 1_000 >= finding.LimitMicros)
                .Select(run => new AlertEvidence(AlertEvidenceKind.Run, run.Name, run.Agent, run.Environment))],
            AlertKind.CapNear => finding.Scope.Agent is null && finding.Scope.Workflow is null ? []
                : [.. (await costs.DearListAsync(finding.Scope, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), now, AlertLimits.EvidenceMax, cancellation))
                    .Where(run => run.CostNanos > 0)
                    .Select(run => new AlertEvidence(AlertEvidenceKind.Run, run.Name, run.Agent, run.Environment))],
            AlertKind.FailedDeliveries => await DeliveriesAsync(now.AddMinutes(-terms.WindowMinutes), cancellation),
            AlertKind.DenialSpike or AlertKind.RunawayRetries or AlertKind.QueueAge or AlertKind.NoResult => await ProposalsAsync(terms, finding, now, cancellation),
        },
    };

    /// <summary>What was given up since a moment.</summary>
    internal static IQueryable<OutboxItem> GivenUp(ConsoleDbContext db, DateTimeOffset from) =>
        db.Outbox.AsNoTracking().Where(item => item.Status == DeliveryStatus.Failed && item.ClosedAt >= from
            // Nothing is wrong with the way where what was to be said is true no longer.
            && item.FailureCode != "decided_meanwhile" && item.FailureCode != "mail_unwanted"
            // Word of messages that were given up, given up in its turn, would keep such an alert open for ever.
            && !db.Alerts.Any(alert => alert.Id == item.AlertId && alert.Kind == AlertKind.FailedDeliveries));

    private async Task<IReadOnlyList<AlertEvidence>> RunsAsync(RunsFilter filter, CancellationToken cancellation) =>
        [.. (await runs.ListAsync(filter, null, AlertLimits.EvidenceMax, cancellation)).Select(run => new AlertEvidence(AlertEvidenceKind.Run, run.Name, run.Agent, run.Environment))];

    private async Task<IReadOnlyList<AlertEvidence>> DeliveriesAsync(DateTimeOffset from, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await GivenUp(db, from).OrderByDescending(item => item.ClosedAt).Take(AlertLimits.EvidenceMax).Select(item => item.Id).ToListAsync(cancellation);
        return [.. ids.Select(id => new AlertEvidence(AlertEvidenceKind.Delivery, id.ToString()))];
    }

    private async Task<IReadOnlyList<AlertEvidence>> ProposalsAsync(AlertTerms terms, AlertFinding finding, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var from = now.AddMinutes(-terms.WindowMinutes);
        var proposals = OfWorkflow(db, AlertSampler.Narrowed(db.Proposals.AsNoTracking(), finding.Scope), finding.Scope);
        proposals = terms.Kind switch
        {
            // Policy refuses at once, and others when the wait is over. The index is by submission: what was frozen for weeks is not among them.
            AlertKind.DenialSpike => proposals.Where(p => p.Planted == null && p.SubmittedAt >= from.AddSeconds(-2 * ProposalLimits.LifetimeSecondsMax)
                && ((p.Verdict == VerdictKind.Deny && p.SubmittedAt >= from)
                    || (p.ClosedAt >= from && (p.Status == ProposalStatus.Rejected || p.Status == ProposalStatus.Expired || p.Status == ProposalStatus.Revoked)))),
            AlertKind.QueueAge => proposals.Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt > now),
            AlertKind.NoResult => proposals.Where(p => p.Status == ProposalStatus.Running),
            _ => await RepeatedAsync(proposals.Where(p => p.SubmittedAt >= from && p.RunId != null), cancellation),
        };
        var ordered = terms.Kind switch
        {
            AlertKind.QueueAge or AlertKind.NoResult => proposals.OrderBy(p => p.SubmittedAt),
            AlertKind.DenialSpike => proposals.OrderByDescending(p => p.ClosedAt ?? p.SubmittedAt),
            _ => proposals.OrderByDescending(p => p.SubmittedAt),
        };
        var rows = await ordered.Take(AlertLimits.EvidenceMax).Select(p => new { p.Id, p.Agent, p.Environment, p.RunId }).ToListAsync(cancellation);
        var named = rows.Where(row => row.RunId is not null).Select(row => new AlertEvidence(AlertEvidenceKind.Run, row.RunId!, row.Agent, row.Environment)).Distinct();
        // Runs tell the story; proposals are what a person decides on.
        return [.. named.Take(AlertLimits.EvidenceMax / 2), .. rows.Select(row => new AlertEvidence(AlertEvidenceKind.Proposal, row.Id.ToString(), row.Agent, row.Environment))];
    }

    // A proposal names its run alone, and the run its workflow; an empty name asks for those without.
    private static IQueryable<Proposal> OfWorkflow(ConsoleDbContext db, IQueryable<Proposal> proposals, AlertScope scope)
    {
        if (scope.Workflow is not { } workflow) return proposals;
        return workflow.Length == 0
            ? proposals.Where(p => !db.Runs.Any(run => run.Agent == p.Agent && run.Environment == p.Environment && run.Name == p.RunId && run.Workflow != null))
            : proposals.Where(p => db.Runs.Any(run => run.Agent == p.Agent && run.Environment == p.Environment && run.Name == p.RunId && run.Workflow == workflow));
    }

    private static async Task<IQueryable<Proposal>> RepeatedAsync(IQueryable<Proposal> proposals, CancellationToken cancellation)
    {
        var worst = await proposals.GroupBy(p => new { p.RunId, p.Digest }).OrderByDescending(group => group.Count())
            .Select(group => new { group.Key.RunId, group.Key.Digest }).FirstOrDefaultAsync(cancellation);
        return worst is null ? proposals.Where(_ => false) : proposals.Where(p => p.RunId == worst.RunId && p.Digest == worst.Digest);
    }
}
