using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Finds the tallies that a proposal counts towards, inside the commit that counts it: one indexed look-up.</summary>
public sealed class TallyQuery
{
    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, string, string, IAsyncEnumerable<ProposalTally>> _find = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string agent, string environment, string day, string run) =>
            db.ProposalTallies.Where(tally => tally.Agent == agent && tally.Environment == environment && (tally.Scope == day || tally.Scope == run || tally.Scope == ProposalTally.ScopeEver)));

    internal async Task<Tallies> OfAsync(
        ConsoleDbContext db, string agent, string environment, string? runId, DateTimeOffset at, CancellationToken cancellation)
    {
        var (day, run) = (ProposalTally.ScopeOfDay(at), runId is null ? null : ProposalTally.ScopeOfRun(runId));
        ProposalTally? ofDay = null, ofRun = null, ever = null;
        await foreach (var tally in _find(db, agent, environment, day, run ?? day).WithCancellation(cancellation))
        {
            if (tally.Scope == day) ofDay = tally;
            else if (tally.Scope == ProposalTally.ScopeEver) ever = tally;
            else ofRun = tally;
        }

        ofDay ??= Begin(day);
        if (run is not null) ofRun ??= Begin(run);
        return new(ofDay, ofRun, ever ?? Begin(ProposalTally.ScopeEver));

        ProposalTally Begin(string scope)
        {
            var tally = new ProposalTally { Agent = agent, Environment = environment, Scope = scope };
            db.ProposalTallies.Add(tally);
            return tally;
        }
    }
}
