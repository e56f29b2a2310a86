using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>What the console itself knows of a run, as events beside those that its agent tells.</summary>
internal static class FactEvents
{
    // Begins the ids that the console gives its own events, so that each is kept once.
    private const string Own = "console:";

    /// <summary>Kinds of entries that make an event.</summary>
    public static readonly string[] Kinds =
    [
        "proposal_submitted", "proposal_decided", "proposal_released", "proposal_expired", "proposal_withdrawn", "proposal_revoked",
        "proposal_frozen", "proposal_thawed", "proposal_undone", "proposal_returned", "proposal_result_reported", "grant_redeemed",
    ];

    /// <param name="prices">What a call of a tool costs of which nobody reports it.</param>
    public static TraceEvent Of(FollowedEntry entry, PriceBook prices, DateTimeOffset now)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        var fields = payload.RootElement;
        var about = About(entry, fields, now);
        return entry.Kind switch
        {
            "proposal_submitted" => about with
            {
                // A decision counts from then too: what was asked stands before it.
                At = entry.Proposal.SubmittedAt,
                Kind = TraceKind.Policy,
                Outcome = Text(fields, "verdict") switch { "allow" => TraceOutcome.Ok, "deny" => TraceOutcome.Denied, _ => TraceOutcome.Waiting },
                Word = Text(fields, "verdict"),
                Rule = Text(fields, "denial") is { } denial && denial != PolicyDenied ? denial : Text(fields, "rule"),
                ErrorType = Text(fields, "denial"),
            },
            "proposal_decided" => Decided(about, entry, fields),
            "proposal_expired" => about with { Kind = TraceKind.Release, Outcome = TraceOutcome.Denied, Word = "expired" },
            "proposal_revoked" => about with { Kind = TraceKind.Release, Outcome = TraceOutcome.Denied, Word = "revoked" },
            "proposal_frozen" => about with { Kind = TraceKind.Release, Outcome = TraceOutcome.Waiting, Word = "frozen" },
            "proposal_result_reported" => Result(about, entry.Proposal, Text(fields, "state"), prices),
            _ => about with { Kind = TraceKind.Release, Outcome = TraceOutcome.Ok, Word = entry.Kind[(entry.Kind.IndexOf('_', StringComparison.Ordinal) + 1)..] },
        };
    }

    public static TraceEvent Started(Run run, DateTimeOffset now) => Of(run, run.StartedAt, RunMoments.Started, now) with { Word = run.Trigger };

    public static TraceEvent Ended(Run run, DateTimeOffset now) => Of(run, run.EndedAt!.Value, RunMoments.Ended, now) with
    {
        Word = run.Outcome,
        LatencyMs = null,
        Outcome = RunOutcomes.Of(run.Outcome) switch { RunState.Succeeded => TraceOutcome.Ok, RunState.Failed => TraceOutcome.Error, _ => TraceOutcome.Unknown },
        ErrorType = run.Outcome,
        Detail = run.Kpis is { } kpis ? $$"""{"kpis":{{kpis}}}""" : null,
    };

    private const string Voted = "voted";

    private const string PolicyDenied = "policy_denied";

    private static TraceEvent Of(Run run, DateTimeOffset at, string moment, DateTimeOffset now) => new()
    {
        Agent = run.Agent,
        Environment = run.Environment,
        Run = run.Name,
        At = at,
        ReceivedAt = now,
        Kind = TraceKind.Run,
        Name = moment,
        Workflow = run.Workflow,
        Model = run.Model,
        AgentVersion = run.AgentVersion,
        SpanId = Own + moment,
    };

    private static TraceEvent About(FollowedEntry entry, JsonElement fields, DateTimeOffset now) => new()
    {
        Agent = entry.Proposal.Agent,
        Environment = entry.Proposal.Environment,
        Run = entry.Proposal.RunId,
        IsRunGuessed = entry.Proposal.RunId is null,
        At = entry.At,
        ReceivedAt = now,
        Kind = TraceKind.Release,
        Name = entry.IsSentenceKept ? TraceText.Of(entry.Proposal.Sentence, TelemetryLimits.NameLengthMax) : null,
        Workflow = entry.Workflow,
        Tool = entry.Proposal.Tool,
        ToolCallId = entry.Proposal.ToolCallId is { } call ? TraceText.Of(call, TelemetryLimits.IdLengthMax) : null,
        Proposal = entry.Proposal.Id.ToString(),
        TraceId = TraceIdIn(entry.Proposal.TraceParent),
        Detail = new LedgerDetail(entry.Seq, Text(fields, "digest") ?? entry.Proposal.Digest, Text(fields, "policy_set"), Text(fields, "policy_version")).ToDetail(),
    };

    // INVARIANT: what one of several said is not told while others are still to speak; runs are read by them too.
    private static TraceEvent Decided(TraceEvent about, FollowedEntry entry, JsonElement fields)
    {
        if (Text(fields, "still_asked") is not null) return about with { Kind = TraceKind.Review, Outcome = TraceOutcome.Unknown, Word = Voted };
        return about with
        {
            At = entry.Proposal.SubmittedAt,
            LatencyMs = Since(entry.Proposal.SubmittedAt, entry.At),
            Kind = TraceKind.Review,
            Outcome = OutcomeOf(Text(fields, "decision")),
            Word = Text(fields, "decision"),
            ErrorType = Text(fields, "reason_code"),
        };
    }

    // What the tool did, as the agent reports it. Its own trace may tell the same call again; that is then no second call.
    private static TraceEvent Result(TraceEvent about, Proposal proposal, string? state, PriceBook prices)
    {
        var (latency, cost, error) = (default(long?), default(long?), default(string));
        if (proposal.Result is { } report)
        {
            using var json = JsonDocument.Parse(report);
            var result = json.RootElement;
            if (result.TryGetProperty("latency_ms", out var told) && told.ValueKind == JsonValueKind.Number && told.TryGetInt64(out var milliseconds)
                && milliseconds is >= 0 and <= TelemetryLimits.FigureMax) latency = milliseconds;
            cost = ReportedCost.NanosIn(result) is <= TelemetryLimits.CostNanosMax and var believed ? believed : null;
            if (result.TryGetProperty("error", out var wrong)) error = wrong.ValueKind == JsonValueKind.Object ? Text(wrong, "message") ?? Text(wrong, "code") : wrong.ToString();
        }

        var at = latency is { } took ? about.At.AddMilliseconds(-took) : about.At;
        var priced = cost is null ? TracePrice.Of(prices, TraceKind.ToolCall, null, about.Tool, at, null, null, null) : null;
        return about with
        {
            Kind = TraceKind.ToolCall,
            At = at,
            LatencyMs = latency,
            Outcome = state switch { "succeeded" => TraceOutcome.Ok, "failed" => TraceOutcome.Error, _ => TraceOutcome.Unknown },
            Word = state,
            CostNanos = cost ?? priced,
            CostSource = cost is not null ? CostSource.Reported : priced is not null ? CostSource.Priced : CostSource.None,
            Error = error is null ? null : TraceText.Of(error, TelemetryLimits.ErrorLengthMax),
        };
    }

    private static TraceOutcome OutcomeOf(string? decision) => WireName.TryParse<DecisionKind>(decision, out var kind)
        ? kind switch
        {
            DecisionKind.Approve or DecisionKind.Edit => TraceOutcome.Ok,
            DecisionKind.Reject => TraceOutcome.Denied,
            _ => TraceOutcome.Waiting,
        }
        : TraceOutcome.Unknown;

    private static long Since(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (long)(to - from).TotalMilliseconds);

    // W3C trace context: version, trace id, span id, flags.
    private static string? TraceIdIn(string? traceParent) =>
        traceParent?.Split('-') is [_, { Length: 32 } trace, _, ..] && trace.All(char.IsAsciiHexDigitLower) ? trace : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
