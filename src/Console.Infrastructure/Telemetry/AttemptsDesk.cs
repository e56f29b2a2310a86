using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Tells the operational store of what was refused at the door and therefore is no proposal: it stands in its run and counts among the denials.</summary>
public sealed class AttemptsDesk
{
    private readonly TraceWriter _writer;
    private readonly TimeProvider _clock;

    internal AttemptsDesk(TraceWriter writer, TimeProvider clock) => (_writer, _clock) = (writer, clock);

    /// <param name="code">Why, as the agent was told.</param>
    /// <param name="faults">Kept by place and code: what they say may repeat a value.</param>
    public Task RefusedAsync(Propose attempt, string code, IReadOnlyList<Fault> faults, CancellationToken cancellation)
    {
        var now = _clock.Instant();
        return _writer.TellAsync(new TraceEvent
        {
            Agent = attempt.Caller.Name,
            Environment = attempt.Caller.Environment,
            Run = attempt.RunId,
            IsRunGuessed = attempt.RunId is null,
            At = now,
            ReceivedAt = now,
            Kind = TraceKind.Policy,
            Outcome = TraceOutcome.Denied,
            Word = "refused",
            Rule = code,
            ErrorType = code,
            Error = faults.Count == 0 ? null : TraceText.Of(string.Join(", ", faults.Select(fault => $"{fault.Pointer} {fault.Code}")), TelemetryLimits.ErrorLengthMax),
            Name = TraceText.Of(attempt.Tool, TelemetryLimits.NameLengthMax),
            Tool = TraceText.Of(attempt.Tool, TelemetryLimits.NameLengthMax),
            ToolCallId = attempt.ToolCallId is { } call ? TraceText.Of(call, TelemetryLimits.IdLengthMax) : null,
        }, cancellation);
    }
}
