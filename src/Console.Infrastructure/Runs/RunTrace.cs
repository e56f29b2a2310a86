using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What a run had read when a proposal came in, where its arguments came from, and the marks of what it sends.</summary>
internal sealed record RunTrace(RunSeen Seen, Origins? Origins, ReadingMarks? Sent)
{
    public static RunTrace None { get; } = new(RunSeen.Nothing, null, null);

    /// <summary>Enters the proposal into its run, which begins here where nobody has heard of it.</summary>
    /// <param name="before">Proposals of the run so far.</param>
    public void Enter(ConsoleDbContext db, Proposal proposal, int before)
    {
        if (proposal is not { RunId: { } name, RunStep: { } step } || Sent is null || Seen.IsForgotten) return;
        var run = Seen.Key;
        if (run is null)
        {
            var begun = Run.Begin(proposal.Agent, proposal.Environment, name, proposal.SubmittedAt);
            db.Runs.Add(begun);
            run = begun.Key;
        }

        // Another reading took this step meanwhile: the clash is a lost race, and everything is asked again with it.
        if (before < RunLimits.SentMax) db.RunReadings.Add(RunReading.Sent(run.Value, step, proposal, Sent));
    }
}
