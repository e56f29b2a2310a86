using System.Collections.Frozen;

namespace AgentConsole.Domain.Telemetry;

/// <summary>Reads the word with which an agent ends a run. The words are the agent's; what they count as is said here, once.</summary>
public static class RunOutcomes
{
    private static readonly FrozenSet<string> Good =
        new[] { "resolved", "succeeded", "success", "successful", "completed", "complete", "done", "ok", "passed" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Bad =
        new[] { "failed", "failure", "error", "errored", "unresolved", "abandoned", "aborted", "timeout", "timed_out", "crashed", "incorrect" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static RunState Of(string? outcome) => outcome switch
    {
        null => RunState.Open,
        _ when Good.Contains(outcome) => RunState.Succeeded,
        _ when Bad.Contains(outcome) => RunState.Failed,
        _ => RunState.Ended,
    };
}
