using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools.Guards;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>Which series a dashboard counts, as conditions on them.</summary>
internal static class Series
{
    public static readonly string ModelCalls = Of(TraceKind.ModelCall);

    public static readonly string ToolCalls = Of(TraceKind.ToolCall);

    /// <summary>Calls that reached their tool.</summary>
    public static readonly string MadeToolCalls = $"{ToolCalls} AND s.outcome NOT IN ({(long)TraceOutcome.Denied}, {(long)TraceOutcome.Waiting})";

    public static readonly string Reviews = Of(TraceKind.Review);

    /// <summary>A run's end says how it went; its beginning says nothing yet.</summary>
    public static readonly string EndedRuns = $"{Of(TraceKind.Run)} AND s.outcome IN ({(long)TraceOutcome.Ok}, {(long)TraceOutcome.Error})";

    /// <summary>What policy was asked, and what else the console itself refused.</summary>
    public static readonly string Denials =
        $"{Of(TraceKind.Policy)} OR (s.outcome = {(long)TraceOutcome.Denied} AND s.kind IN ({(long)TraceKind.Review}, {(long)TraceKind.Release}))";

    /// <summary>Of those, what was refused.</summary>
    public static readonly string Refused =
        $"s.outcome = {(long)TraceOutcome.Denied} AND s.kind IN ({(long)TraceKind.Policy}, {(long)TraceKind.Review}, {(long)TraceKind.Release})";

    /// <summary>The code of a call that is refused before policy is asked.</summary>
    public const string ArgumentsInvalid = "args_invalid";

    /// <summary>Codes in the place of a rule where something else than policy refused.</summary>
    public static readonly IReadOnlyList<string> BesidePolicy =
        [ArgumentsInvalid, SpendDesk.Exhausted, Standstill.Stopped, GuardDesk.Unavailable, GuardDesk.Busy];

    /// <summary>Refused at the door, and not by policy. A rule may bear no such name: these are codes of the API.</summary>
    public static readonly string RefusedBesidePolicy =
        $"{Of(TraceKind.Policy)} AND s.outcome = {(long)TraceOutcome.Denied} AND s.rule_name IN ({string.Join(", ", BesidePolicy.Select(code => $"'{code}'"))})";

    public static readonly string ToolErrors = $"{ToolCalls} AND s.outcome = {(long)TraceOutcome.Error}";

    public static readonly string Errors = $"s.outcome = {(long)TraceOutcome.Error} AND s.kind <> {(long)TraceKind.Run}";

    private static string Of(TraceKind kind) => $"s.kind = {(long)kind}";
}
