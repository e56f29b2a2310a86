using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Keeps the marks of what a run has read; the same told twice is one reading. A run begins by being named here.</summary>
public sealed class ObserveHandler(ConsoleTransaction transaction, ReadingDesk readings)
{
    public Task<ObserveOutcome> HandleAsync(Observe command, CancellationToken cancellation)
    {
        return transaction.RunAsync(
            async () => (await readings.MarkAsync(command.Caller, command.Run, [command.Text], cancellation))[0], CommitAsync, cancellation);

        async Task<ObserveOutcome> CommitAsync(ConsoleDbContext db, MarkedReading marked, CancellationToken inner)
        {
            var run = await ReadingDesk.FindAsync(db, command.Caller, command.Run, inner) ?? readings.Begin(db, command.Caller, command.Run);
            if (await db.RunReadings.SingleOrDefaultAsync(row => row.Run == run.Key && row.Digest == marked.Digest, inner) is { } before)
                return new ObserveOutcome.Kept(before, IsRepeat: true);
            if (run.IsEnded) return new ObserveOutcome.Ended();

            return readings.Keep(db, run, await ReadingDesk.StepsAsync(db, run, inner), marked) is { } kept
                ? new ObserveOutcome.Kept(kept, IsRepeat: false)
                : new ObserveOutcome.Full();
        }
    }
}
