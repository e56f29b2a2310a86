using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Takes in that a run begins. One that was named in a proposal before may still be told of; a repeat changes nothing.</summary>
public sealed class StartRunHandler(ConsoleTransaction transaction, ReadingDesk readings, MarkKeys keys)
{
    public async Task<StartRunOutcome> HandleAsync(StartRun command, CancellationToken cancellation)
    {
        var secret = await keys.OfAsync(command.Caller.Name, command.Caller.Environment, command.Name, cancellation);
        var marked = await readings.MarkAsync(command.Caller, command.Name, command.Texts, cancellation);
        var digest = secret.DigestOf([
            "start", command.Workflow, command.Trigger, command.AgentVersion, command.Model,
            .. command.Texts.SelectMany(text => (string?[])[WireName.Of(text.Kind), text.Tool, text.Text])]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<StartRunOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var run = await ReadingDesk.FindAsync(db, command.Caller, command.Name, inner);
            if (run?.StartDigest is { } before)
                return CryptographicOperations.FixedTimeEquals(before, digest) ? new StartRunOutcome.Started(run, IsRepeat: true) : new StartRunOutcome.Differs();
            if (run is { IsEnded: true }) return new StartRunOutcome.Ended();

            var steps = run is null ? 0 : await ReadingDesk.StepsAsync(db, run, inner);
            run ??= readings.Begin(db, command.Caller, command.Name);
            run.Start(digest, command.Workflow, command.Trigger, command.AgentVersion, command.Model);
            // INVARIANT: what is told late stands late: a value that something untrusted brought before stays the untrusted one's.
            var known = await db.RunReadings.Where(reading => reading.Run == run.Key).Select(reading => reading.Digest).ToListAsync(inner);
            foreach (var read in marked)
            {
                if (known.Exists(other => other.AsSpan().SequenceEqual(read.Digest))) continue;
                if (readings.Keep(db, run, steps, read) is null)
                {
                    db.ChangeTracker.Clear();
                    return new StartRunOutcome.Full();
                }

                known.Add(read.Digest);
                steps++;
            }

            return new StartRunOutcome.Started(run, IsRepeat: false);
        }
    }
}
