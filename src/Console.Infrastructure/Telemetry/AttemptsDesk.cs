using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Spend;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Tells the operational store of what was refused at the door and left no other trace: it stands in its run and counts among the denials.</summary>
public sealed class AttemptsDesk
{
    private readonly TraceWriter _writer;
    private readonly TimeProvider _clock;

    internal AttemptsDesk(TraceWriter writer, TimeProvider clock) => (_writer, _clock) = (writer, clock);

    /// <param name="code">Why, as the agent was told.</param>
    /// <param name="faults">Kept by place and code: what they say may repeat a value.</param>
    public Task RefusedAsync(Propose attempt, string code, IReadOnlyList<Fault> faults, CancellationToken cancellation)
    {
        var tool = TraceText.Of(attempt.Tool, TelemetryLimits.NameLengthMax);
        return _writer.TellAsync(Refused(attempt.Caller, attempt.RunId, code) with
        {
            Error = faults.Count == 0 ? null : TraceText.Of(string.Join(", ", faults.Select(fault => $"{fault.Pointer} {fault.Code}")), TelemetryLimits.ErrorLengthMax),
            Name = tool,
            Tool = tool,
            ToolCallId = attempt.ToolCallId is { } call ? TraceText.Of(call, TelemetryLimits.IdLengthMax) : null,
        }, cancellation);
    }

    /// <param name="full">The cap that had no room for the money of a model call.</param>
    public Task NoRoomAsync(ReserveSpend attempt, FullCap full, CancellationToken cancellation) =>
        _writer.TellAsync(Refused(attempt.Caller, attempt.Run, SpendDesk.Exhausted) with
        {
            Error = TraceText.Of(full.Sentence(), TelemetryLimits.ErrorLengthMax),
            Name = $"{Money.Text(full.AskedNanos)} {SpendLimits.CapCurrency} for a model call",
            Model = attempt.Model is { } model ? TraceText.Of(model, TelemetryLimits.LabelLengthMax) : null,
        }, cancellation);

    private TraceEvent Refused(Caller.Agent caller, string? run, string code)
    {
        var now = _clock.Instant();
        return new TraceEvent
        {
            Agent = caller.Name,
            Environment = caller.Environment,
            Run = run,
            IsRunGuessed = run is null,
            At = now,
            ReceivedAt = now,
            Kind = TraceKind.Policy,
            Outcome = TraceOutcome.Denied,
            Word = "refused",
            Rule = code,
            ErrorType = code,
        };
    }
}
