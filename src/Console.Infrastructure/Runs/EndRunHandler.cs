using AgentConsole.Domain;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Keeps how a run ended. Its proposals go their own way: some wait for a person long after.</summary>
public sealed class EndRunHandler(ConsoleTransaction transaction, TimeProvider clock)
{
    public Task<EndRunOutcome> HandleAsync(EndRun command, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<EndRunOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await ReadingDesk.FindAsync(db, command.Caller, command.Name, inner) is not { } run) return new EndRunOutcome.NotFound();
            return run.TryEnd(command.Outcome, command.Kpis, clock.Instant()) ? new EndRunOutcome.Ended(run) : new EndRunOutcome.Differs(run.Outcome!);
        }
    }
}
