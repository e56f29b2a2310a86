using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Web.Telemetry;

/// <summary>What came of a body of trace events, on the wire.</summary>
/// <param name="Errors">Why events were not taken, by number; the first hundred.</param>
public sealed record TraceAnswer(int Accepted, int Rejected, IReadOnlyList<TraceAnswer.Error> Errors)
{
    /// <summary>One event that was not taken.</summary>
    /// <param name="Line">Its place in the body, from one on.</param>
    public sealed record Error(int Line, string Code, string Reason);

    internal static TraceAnswer Of(IntakeOutcome.Taken taken, TraceLines lines)
    {
        var rejected = taken.Rejected.Concat(lines.Rejected).OrderBy(one => one.Number).ToList();
        return new(taken.Accepted, taken.Rejected.Count + lines.RejectedCount, [.. rejected.Take(TelemetryLimits.RejectionsShownMax).Select(one => new Error(one.Number, one.Code, one.Reason))]);
    }
}
