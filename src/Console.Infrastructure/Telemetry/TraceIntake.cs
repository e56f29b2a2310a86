using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Takes in what an agent tells of its work: gives each event its agent, redacts, hashes and prices it, and answers once it is written.
/// Identity is the key's: what an event says of its agent, and of what policy or people did, changes nothing.
/// </summary>
public sealed class TraceIntake
{
    private readonly TraceWriter _writer;
    private readonly TraceSecrets _secrets;
    private readonly ContractCache _contracts;
    private readonly PriceCache _prices;
    private readonly TimeProvider _clock;

    internal TraceIntake(TraceWriter writer, TraceSecrets secrets, ContractCache contracts, PriceCache prices, TimeProvider clock) =>
        (_writer, _secrets, _contracts, _prices, _clock) = (writer, secrets, contracts, prices, clock);

    /// <returns>Once what was taken is written.</returns>
    public async Task<IntakeOutcome> TakeAsync(Caller.Agent caller, IReadOnlyList<NumberedDraft> drafts, CancellationToken cancellation)
    {
        var secret = await _secrets.OfAsync(caller.Name, caller.Environment, cancellation);
        var detail = new TraceDetail(secret);
        var now = _clock.Instant();
        var (events, rejected) = (new List<TraceEvent>(drafts.Count), new List<RejectedEvent>());
        foreach (var (number, draft) in drafts)
        {
            if (draft.Agent is { } named && named != caller.Name)
                rejected.Add(new(number, "wrong_agent", $"The key is {caller.Name}'s, and the event names another agent."));
            else if (TryEvent(draft, caller, secret, detail, now) is { } one) events.Add(one);
            else rejected.Add(new(number, "malformed", "A text in it is not well-formed Unicode."));
        }

        if (events.Count == 0) return new IntakeOutcome.Taken(0, rejected);
        var waiting = new WaitingEvents(events);
        if (!_writer.TryTake(waiting)) return new IntakeOutcome.Busy();
        // Whoever hangs up leaves nothing behind that is not counted: the place at the gate is held until it is written.
        await waiting.Written.Task;
        return new IntakeOutcome.Taken(events.Count, rejected);
    }

    // JSON can hold half of a character, which no text can.
    private TraceEvent? TryEvent(TraceDraft draft, Caller.Agent caller, TraceSecret secret, TraceDetail detail, DateTimeOffset now)
    {
        try
        {
            return EventOf(draft, caller, secret, detail, now);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private TraceEvent EventOf(TraceDraft draft, Caller.Agent caller, TraceSecret secret, TraceDetail detail, DateTimeOffset now)
    {
        var contract = draft.Tool is { } tool ? _contracts.Find(tool)?.Contract : null;
        var clock = ClockMarks.Of(draft.At, now);
        var (nanos, source) = TraceCost.Of(draft, TracePrice.Of(
            _prices.Current, draft.Kind, draft.Model, draft.Tool, clock == ClockMark.Ahead ? now : draft.At, draft.InputTokens, draft.CachedTokens, draft.OutputTokens));
        return new TraceEvent
        {
            Agent = caller.Name,
            Environment = caller.Environment,
            Run = Fit(draft.Run ?? draft.TraceId, TelemetryLimits.RunNameLengthMax),
            IsRunGuessed = draft.Run is null,
            IsSpan = draft.IsSpan,
            At = draft.At,
            ReceivedAt = now,
            Clock = clock,
            Kind = draft.Kind,
            Outcome = draft.Outcome,
            Workflow = Fit(draft.Workflow, TelemetryLimits.LabelLengthMax),
            IsWorkflowGuessed = draft.IsWorkflowGuessed,
            Name = Fit(draft.Name, TelemetryLimits.NameLengthMax),
            AgentVersion = Fit(draft.AgentVersion, TelemetryLimits.LabelLengthMax),
            Model = Fit(draft.Model, TelemetryLimits.LabelLengthMax),
            Tool = Fit(draft.Tool, TelemetryLimits.ToolLengthMax),
            ToolCallId = Fit(draft.ToolCallId, TelemetryLimits.IdLengthMax),
            Proposal = Fit(draft.Proposal, TelemetryLimits.IdLengthMax),
            Rule = Fit(draft.Rule, TelemetryLimits.LabelLengthMax),
            TraceId = Fit(draft.TraceId, TelemetryLimits.IdLengthMax),
            SpanId = Fit(draft.SpanId, TelemetryLimits.IdLengthMax),
            ParentSpanId = Fit(draft.ParentSpanId, TelemetryLimits.IdLengthMax),
            LatencyMs = draft.LatencyMs,
            InputTokens = draft.InputTokens,
            OutputTokens = draft.OutputTokens,
            CachedTokens = draft.CachedTokens,
            CostNanos = nanos,
            CostSource = source,
            ErrorType = Fit(draft.ErrorType, TelemetryLimits.ErrorTypeLengthMax),
            Error = Fit(draft.Error, TelemetryLimits.ErrorLengthMax),
            // Without its arguments nobody knows whether it is the same call.
            CallHash = draft is { Kind: TraceKind.ToolCall, Tool: { } called, Arguments: { } arguments } ? secret.CallOf(called, arguments) : null,
            Detail = detail.Of(draft, contract),
        };
    }

    private static string? Fit(string? text, int lengthMax) => text is null ? null : TraceText.Of(text, lengthMax);
}
