using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Finds what a failure is about.</summary>
public sealed class FailureFinder(IDbContextFactory<ConsoleDbContext> contexts, RunsQuery traces)
{
    /// <summary>What was found, or why nothing was.</summary>
    internal Task<(FoundSubject? Found, ReportOutcome? Refusal)> FindAsync(FailureSubject what, CancellationToken cancellation) => what switch
    {
        FailureSubject.OfRun run => RunAsync(run, cancellation),
        FailureSubject.OfProposal proposal => ProposalAsync(proposal.Id, cancellation),
        FailureSubject.OfAlert alert => AlertAsync(alert.Id, cancellation),
        _ => throw new InvalidOperationException($"Nothing is known of {what}."),
    };

    private async Task<(FoundSubject?, ReportOutcome?)> RunAsync(FailureSubject.OfRun wanted, CancellationToken cancellation)
    {
        var told = await traces.FindAsync(wanted.Name, wanted.Agent, wanted.Environment, cancellation);
        if (told.Count > 1) return (null, new ReportOutcome.Ambiguous([.. told.Select(run => $"{run.Agent} in {run.Environment}")]));
        if (told is [var run]) return (new(run.Agent, run.Environment, run.Name, run, null, null), null);

        // Its traces may be forgotten, or never came: what was proposed in it remains.
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var named = await db.Runs.AsNoTracking().Where(row => row.Name == wanted.Name && (wanted.Agent == null || row.Agent == wanted.Agent)
            && (wanted.Environment == null || row.Environment == wanted.Environment)).Select(row => new { row.Agent, row.Environment }).Take(2).ToListAsync(cancellation);
        return named switch
        {
            [] => (null, new ReportOutcome.NotFound("run")),
            [var one] => (new(one.Agent, one.Environment, wanted.Name, null, null, null), null),
            _ => (null, new ReportOutcome.Ambiguous([.. named.Select(one => $"{one.Agent} in {one.Environment}")])),
        };
    }

    private async Task<(FoundSubject?, ReportOutcome?)> AlertAsync(AlertId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Alerts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } alert) return (null, new ReportOutcome.NotFound("alert"));
        // A fault that is nobody's in particular has no access to review.
        if (alert.Agent is not { } agent) return (null, new ReportOutcome.NotFound("agent"));

        // The first of the runs behind it stands for them.
        var behind = alert.EvidenceList.FirstOrDefault(one => one.Kind == AlertEvidenceKind.Run && one.Agent == agent);
        var run = behind is null ? null : await traces.FindAsync(behind.Id, agent, behind.Environment, cancellation) is [var first, ..] ? first : null;
        return (new(agent, behind?.Environment ?? alert.Environment, behind?.Id, run, null, alert), null);
    }

    private async Task<(FoundSubject?, ReportOutcome?)> ProposalAsync(ProposalId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Proposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } proposal) return (null, new ReportOutcome.NotFound("proposal"));
        var run = proposal.RunId is { } name ? (await traces.FindAsync(name, proposal.Agent, proposal.Environment, cancellation)).SingleOrDefault() : null;
        return (new(proposal.Agent, proposal.Environment, proposal.RunId, run, proposal, null), null);
    }
}
