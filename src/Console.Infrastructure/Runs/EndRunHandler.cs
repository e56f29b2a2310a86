using AgentConsole.Domain;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Keeps how a run ended; one that was only traced until now begins by being named. Its proposals go their own way: some wait for a person long after.</summary>
public sealed class EndRunHandler(ConsoleTransaction transaction, ReadingDesk runs, TimeProvider clock)
{
    public Task<EndRunOutcome> HandleAsync(EndRun command, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<EndRunOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var run = await ReadingDesk.FindAsync(db, command.Caller, command.Name, inner) ?? runs.Begin(db, command.Caller, command.Name);
            return run.TryEnd(command.Outcome, command.Kpis, clock.Instant()) ? new EndRunOutcome.Ended(run) : new EndRunOutcome.Differs(run.Outcome!);
        }
    }
}
