using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Reads what a run has seen so far, outside the transaction that it is for: an indexed look-up, and a second where it was told anything.</summary>
public sealed class RunReadingsQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, string, Task<Found?>> _find = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string agent, string environment, string name) => db.Runs
            .Where(run => run.Agent == agent && run.Environment == environment && run.Name == name)
            .Select(run => new Found(run.Key, run.Readings, run.LastReadAt == null)).SingleOrDefault());

    private readonly Func<ConsoleDbContext, RunKey, IAsyncEnumerable<RunReading>> _read = EF.CompileAsyncQuery(
        (ConsoleDbContext db, RunKey run) => db.RunReadings.AsNoTracking().Where(reading => reading.Run == run).OrderBy(reading => reading.Step).Select(reading => reading));

    internal async Task<RunSeen> OfAsync(string agent, string environment, string? name, CancellationToken cancellation)
    {
        if (name is null) return RunSeen.Nothing;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await _find(db, agent, environment, name).WaitAsync(cancellation) is not { } run) return RunSeen.Nothing;

        var rows = new List<RunReading>();
        // What was sent matters only beside what came back.
        if (run.Told > 0)
            await foreach (var row in _read(db, run.Key).WithCancellation(cancellation)) rows.Add(row);
        return new(run.Key, run.Told, run.IsForgotten, RunMemory.Of(rows));
    }

    private sealed record Found(RunKey Key, int Told, bool IsForgotten);
}
