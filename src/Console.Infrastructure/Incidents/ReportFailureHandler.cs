using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Opens an incident in one step: what is known is gathered, webhooks are told, and every target gets a ticket. The same failure is opened once.</summary>
public sealed class ReportFailureHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, FailureFinder finder, BundleMaker bundles, LedgerWriter ledger, ReviewLinks links, TimeProvider clock)
{
    public async Task<ReportOutcome> HandleAsync(ReportFailure command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ReportFailures)) return new ReportOutcome.RoleMissing(Permission.ReportFailures);
        if (IncidentFaults.OfTitle(command.Title) is { Count: > 0 } faults) return new ReportOutcome.Malformed(faults);
        var (found, refusal) = await finder.FindAsync(command.What, cancellation);
        if (found is null) return refusal!;
        // Most second clicks end here, without gathering anything; the commit asks again.
        if (await EarlierAsync(found, cancellation) is { } earlier) return new ReportOutcome.AlreadyOpen(earlier);
        return await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);

        async Task<(IncidentId Id, MadeBundle Bundle)> PrepareAsync()
        {
            var id = IncidentId.New(clock.Instant());
            return (id, await bundles.MakeAsync(id, 1, found, cancellation));
        }

        async Task<ReportOutcome> CommitAsync(ConsoleDbContext db, (IncidentId Id, MadeBundle Bundle) made, CancellationToken inner)
        {
            // INVARIANT: one open incident per failure. Every writer holds the ledger's head, so that two reports come one after the other.
            if (await OpenOneAsync(db, found, inner) is { } open) return new ReportOutcome.AlreadyOpen(open);

            var now = clock.Instant();
            var incident = IncidentOf(command, found, made.Id, made.Bundle, now);
            var bundle = made.Bundle.ToRow(incident, command.Caller.Actor, now);
            db.Incidents.Add(incident);
            db.IncidentBundles.Add(bundle);
            var text = TicketText.Of(incident, bundle.Digest, links);
            await db.DeliverNoticeAsync(EventType.IncidentOpened, IncidentNotice.Of(text), now, inner);
            foreach (var target in await db.TicketTargets.AsNoTracking().Where(target => !target.IsDisabled).OrderBy(target => target.Name).Take(IncidentLimits.TicketTargetsMax).ToListAsync(inner))
                db.OrderTicket(incident, target, now);
            ledger.Append(db, command.Caller, new IncidentOpened(incident, bundle.Digest));
            return new ReportOutcome.Opened(incident.Id);
        }
    }

    private async Task<IncidentId?> EarlierAsync(FoundSubject found, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await OpenOneAsync(db, found, cancellation);
    }

    private static Task<IncidentId?> OpenOneAsync(ConsoleDbContext db, FoundSubject found, CancellationToken cancellation) =>
        IncidentQuery.OpenAboutAsync(db, found.Agent, found.Environment, found.RunName, found.Proposal?.Id, found.Alert?.Id, cancellation);

    private static Incident IncidentOf(ReportFailure command, FoundSubject found, IncidentId id, MadeBundle bundle, DateTimeOffset now) => new Incident
    {
        Id = id,
        Agent = found.Agent,
        Environment = found.Environment,
        RunName = found.RunName,
        ProposalId = found.Proposal?.Id,
        AlertId = found.Alert?.Id,
        Fault = bundle.Story?.Fault ?? found.Alert?.Fault,
        Story = Incident.StoryText(bundle.Story?.Lines ?? []),
        OpenedBy = command.Caller.Actor,
        OpenedAt = now,
    }.Named(command.Title?.Trim() is { Length: > 0 } title ? title : TitleOf(found), command.Severity ?? SeverityOf(found));

    private static string TitleOf(FoundSubject found) => ShortText.Of(found switch
    {
        { Proposal: { } proposal } => $"{found.Agent}: {proposal.Tool} {WireName.Of(proposal.Status).Replace('_', ' ')} in {proposal.Environment}",
        { Alert: { } alert } => $"{found.Agent}: {Domain.Alerts.AlertTraits.Of(alert.Kind).Title}",
        { RunName: { } run } => $"{found.Agent}: run {Plain(run)} went wrong",
        _ => $"{found.Agent}: something went wrong",
    }, IncidentLimits.TitleLengthMax);

    // A title is one line; a run's name is whatever its agent chose.
    private static string Plain(string name) => string.Concat(name.Select(sign => char.IsControl(sign) ? ' ' : sign));

    // What may have changed something in the world is worse than what did not; how bad it is beyond that, people say.
    private static IncidentSeverity SeverityOf(FoundSubject found) => found switch
    {
        { Proposal.Status: ProposalStatus.Running or ProposalStatus.Succeeded or ProposalStatus.Failed or ProposalStatus.Unknown } => IncidentSeverity.High,
        { Run.State: Domain.Telemetry.RunState.Failed } or { Alert: not null } => IncidentSeverity.Medium,
        _ => IncidentSeverity.Low,
    };
}
