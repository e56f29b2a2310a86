using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Says where the arguments of a proposal came from, before the transaction that decides on it.</summary>
public sealed class OriginDesk(RunReadingsQuery readings, MarkKeys keys)
{
    // Where no run is named nothing was read, and every key finds the same: nothing.
    private static readonly MarkKey NoKey = new(new byte[32]);

    /// <param name="contract">Null: nobody knows what the arguments are.</param>
    internal async Task<RunTrace> TraceAsync(Caller.Agent caller, string? run, ToolContract? contract, JsonElement arguments, CancellationToken cancellation)
    {
        var seen = await readings.OfAsync(caller.Name, caller.Environment, run, cancellation);
        var key = run is null ? NoKey : (await keys.OfAsync(caller.Name, caller.Environment, run, cancellation)).Marks;
        return new(seen,
            contract is null ? null : OriginFinder.Of(contract, arguments, seen.Readings, key),
            run is null ? null : ReadingMarks.Of(arguments, key));
    }
}
