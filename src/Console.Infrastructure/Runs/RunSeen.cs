using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What a run had read when somebody looked.</summary>
/// <param name="Key">Null where nobody has heard of the run yet.</param>
/// <param name="Told">How many readings it was told of, forgotten ones included.</param>
/// <param name="IsForgotten">Its marks are gone, and nothing was read since.</param>
internal sealed record RunSeen(RunKey? Key, int Told, bool IsForgotten, IReadOnlyList<Reading> Readings)
{
    public static RunSeen Nothing { get; } = new(null, 0, false, []);
}
