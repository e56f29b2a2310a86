using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Makes a new version of an incident's bundle.</summary>
public sealed class RefreshBundleHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, RunsQuery traces, BundleMaker bundles, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<IncidentOutcome> HandleAsync(RefreshBundle command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ReportFailures)) return new IncidentOutcome.RoleMissing(Permission.ReportFailures);
        if (await SubjectAsync(command.Id, cancellation) is not var (number, found)) return new IncidentOutcome.NotFound();
        if (number >= IncidentLimits.BundleVersionsMax) return new IncidentOutcome.TooMany("bundles", IncidentLimits.BundleVersionsMax);
        return await transaction.RunAsync(() => bundles.MakeAsync(command.Id, number + 1, found, cancellation), CommitAsync, cancellation);

        async Task<IncidentOutcome> CommitAsync(ConsoleDbContext db, MadeBundle made, CancellationToken inner)
        {
            var incident = await db.Incidents.SingleAsync(row => row.Id == command.Id, inner);
            // Somebody else made this number meanwhile, of the same facts.
            if (incident.BundleVersion != number) return new IncidentOutcome.Done(incident.Id);
            var bundle = made.ToRow(incident, command.Caller.Actor, clock.Instant());
            db.IncidentBundles.Add(bundle);
            ledger.Append(db, command.Caller, new IncidentBundled(bundle));
            return new IncidentOutcome.Done(incident.Id);
        }
    }

    private async Task<(int Number, FoundSubject Found)?> SubjectAsync(IncidentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } incident) return null;
        var run = incident.RunName is { } name ? (await traces.FindAsync(name, incident.Agent, incident.Environment, cancellation)).SingleOrDefault() : null;
        var proposal = incident.ProposalId is { } about ? await db.Proposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == about, cancellation) : null;
        return (incident.BundleVersion, new(incident.Agent, incident.Environment, incident.RunName, run, proposal, null));
    }
}
