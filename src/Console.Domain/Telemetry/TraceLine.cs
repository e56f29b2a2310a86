using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Domain.Telemetry;

/// <summary>
/// Reads one trace event as JSON: <c>{"ts","agent_id","session_id","model","retrieval","tool_call","policy","result","usage",
/// "latency_ms","cost","run_id","workflow", …}</c>. Only <c>ts</c> and <c>agent_id</c> are required; what is not known is kept.
/// </summary>
public static class TraceLine
{
    private const string MoneyCurrency = "USD";

    private static readonly FrozenSet<string> Known = new[]
    {
        "ts", "timestamp", "agent_id", "session_id", "model", "retrieval", "tool_call", "tool", "tool_call_id", "policy", "result", "usage", "latency_ms",
        "cost", "cost_usd", "run_id", "workflow", "name", "kind", "type", "status", "agent_version", "proposal_id", "trace_id", "span_id", "event_id",
        "parent_span_id", "error", "args", "arguments",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null where it is no event, and then the fault says why.</summary>
    public static TraceDraft? Read(JsonElement line, out Fault? fault)
    {
        fault = null;
        if (line.ValueKind != JsonValueKind.Object)
        {
            fault = new("", "malformed", "An event is a JSON object.");
            return null;
        }

        try
        {
            return ReadMembers(line, out fault);
        }
        catch (InvalidOperationException)
        {
            fault = new("", "malformed", "A text in it is not well-formed Unicode.");
            return null;
        }
    }

    private static TraceDraft? ReadMembers(JsonElement line, out Fault? fault)
    {
        var at = Time(line, "ts") ?? Time(line, "timestamp");
        var agent = Text(line, "agent_id", TelemetryLimits.LabelLengthMax);
        fault = at is null ? new("/ts", "malformed", "'ts' must be an RFC 3339 time.")
            : agent is null ? new("/agent_id", "malformed", "'agent_id' must be a text.")
            : null;
        if (fault is not null) return null;

        var call = Object(line, "tool_call") ?? Object(line, "tool");
        var tool = call is { } named ? Text(named, "name", TelemetryLimits.ToolLengthMax) : Text(line, "tool", TelemetryLimits.ToolLengthMax);
        var model = Text(line, "model", TelemetryLimits.LabelLengthMax);
        var retrieval = Object(line, "retrieval");
        var policy = Object(line, "policy");
        var result = Object(line, "result");
        var usage = Object(line, "usage");
        var error = ErrorIn(line, result);
        var verdict = policy is { } asked ? Text(asked, "decision", 40) : null;
        return new TraceDraft
        {
            At = at!.Value,
            Agent = agent,
            Kind = KindOf(Text(line, "kind", 40) ?? Text(line, "type", 40), tool, model, retrieval is not null),
            Outcome = OutcomeOf(result is { } ended ? Text(ended, "status", 40) : Text(line, "status", 40), verdict, error is not null),
            Run = RunName(line, "run_id") ?? RunName(line, "session_id"),
            Workflow = Text(line, "workflow", TelemetryLimits.LabelLengthMax),
            Name = Text(line, "name", TelemetryLimits.NameLengthMax),
            AgentVersion = Text(line, "agent_version", TelemetryLimits.LabelLengthMax),
            Model = model,
            Tool = tool,
            ToolCallId = call is { } of ? Text(of, "id", TelemetryLimits.IdLengthMax) : Text(line, "tool_call_id", TelemetryLimits.IdLengthMax),
            Proposal = Text(line, "proposal_id", TelemetryLimits.IdLengthMax),
            Rule = policy is { } ruled ? Text(ruled, "rule", TelemetryLimits.LabelLengthMax) : null,
            TraceId = Text(line, "trace_id", TelemetryLimits.IdLengthMax),
            SpanId = Text(line, "span_id", TelemetryLimits.IdLengthMax) ?? Text(line, "event_id", TelemetryLimits.IdLengthMax),
            ParentSpanId = Text(line, "parent_span_id", TelemetryLimits.IdLengthMax),
            LatencyMs = Whole(line, "latency_ms"),
            InputTokens = usage is { } used ? Input(used) : null,
            OutputTokens = usage is { } made ? Whole(made, "output_tokens") ?? Whole(made, "completion_tokens") : null,
            CachedTokens = usage is { } kept ? Whole(kept, "cached_tokens") ?? Whole(kept, "cache_read_input_tokens") : null,
            ReportedUsdNanos = Cost(line),
            ErrorType = error is { ValueKind: JsonValueKind.Object } typed ? Text(typed, "type", TelemetryLimits.ErrorTypeLengthMax) ?? Text(typed, "code", TelemetryLimits.ErrorTypeLengthMax) : null,
            Error = error switch
            {
                { ValueKind: JsonValueKind.String } said => ShortText.Of(said.GetString()!, TelemetryLimits.ErrorLengthMax),
                { ValueKind: JsonValueKind.Object } told => Text(told, "message", TelemetryLimits.ErrorLengthMax),
                _ => null,
            },
            Arguments = Arguments(call, line) is { } given ? Plain(given) : null,
            Result = result,
            RetrievalIndex = retrieval is { } searched ? Text(searched, "index", TelemetryLimits.LabelLengthMax) : null,
            DocumentIds = retrieval is { } found ? Texts(found, "doc_ids") : [],
            More = line,
            Told = Known,
        };
    }

    private static JsonElement? Arguments(JsonElement? call, JsonElement line) =>
        call is { } with && (with.TryGetProperty("args", out var args) || with.TryGetProperty("arguments", out args)) ? args
        : line.TryGetProperty("args", out var flat) || line.TryGetProperty("arguments", out flat) ? flat
        : null;

    // Some APIs of models give arguments as JSON in a text: a contract's pointers find nothing in there.
    private static JsonElement Plain(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.String && SpanJson.Container(arguments.GetString()!) is { } read ? read : arguments;

    // What policy, people and budgets did is the console's own to say: no agent tells it as such.
    private static TraceKind KindOf(string? said, string? tool, string? model, bool isRetrieval)
    {
        if (WireName.TryParse<TraceKind>(said, out var kind) && kind is (TraceKind.ModelCall or TraceKind.ToolCall or TraceKind.Retrieval or TraceKind.Step)) return kind;
        if (tool is not null) return TraceKind.ToolCall;
        if (isRetrieval && model is null) return TraceKind.Retrieval;
        return model is not null ? TraceKind.ModelCall : TraceKind.Step;
    }

    private static TraceOutcome OutcomeOf(string? status, string? verdict, bool hasError) => status switch
    {
        "ok" or "success" or "succeeded" => TraceOutcome.Ok,
        "error" or "failed" or "failure" or "timeout" => TraceOutcome.Error,
        "denied" or "refused" or "blocked" or "rejected" => TraceOutcome.Denied,
        "waiting" or "pending" => TraceOutcome.Waiting,
        _ when hasError => TraceOutcome.Error,
        _ => verdict switch
        {
            "deny" => TraceOutcome.Denied,
            "review" or "ask" => TraceOutcome.Waiting,
            "allow" => TraceOutcome.Ok,
            _ => TraceOutcome.Unknown,
        },
    };

    private static JsonElement? ErrorIn(JsonElement line, JsonElement? result) =>
        result is { } ended && ended.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.String or JsonValueKind.Object ? inner
        : line.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.String or JsonValueKind.Object ? error
        : null;

    // Anthropic's own block counts what was read from the cache and written to it beside the input; every other counts it within.
    private static long? Input(JsonElement usage)
    {
        var input = Whole(usage, "input_tokens") ?? Whole(usage, "prompt_tokens");
        return Whole(usage, "cache_creation_input_tokens") is { } written
            ? Math.Min((input ?? 0) + written + (Whole(usage, "cache_read_input_tokens") ?? 0), TelemetryLimits.FigureMax)
            : input;
    }

    private static long? Cost(JsonElement line)
    {
        if (!line.TryGetProperty("cost", out var cost)) return Nanos(line, "cost_usd");
        if (cost.ValueKind != JsonValueKind.Object) return NanosOf(cost);
        if (cost.TryGetProperty("amount", out var amount))
            return Text(cost, "currency", Money.CurrencyLengthMax) is null or MoneyCurrency ? NanosOf(amount) : null;
        return Nanos(cost, "usd");
    }

    private static long? Nanos(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? NanosOf(value) : null;

    // Finer than a billionth is cut there: nobody is billed for less.
    private static long? NanosOf(JsonElement value)
    {
        if (Money.NanosIn(value) is { } exact) return exact is >= 0 and <= TelemetryLimits.CostNanosMax ? exact : null;
        var isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out var number)
            : decimal.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : null, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        return isNumber && number is >= 0 and < TelemetryLimits.CostNanosMax / 1_000_000_000m ? Money.NanosOf(Math.Round(number, 9)) : null;
    }

    private static DateTimeOffset? Time(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return null;
        return value.TryGetDateTimeOffset(out var time)
            || DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            ? time.ToInstant()
            : null;
    }

    private static string? Text(JsonElement parent, string name, int lengthMax) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? TraceText.Of(text, lengthMax)
            : null;

    private static string? RunName(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? LongName.Of(TraceText.Of(text, text.Length), TelemetryLimits.RunNameLengthMax)
            : null;

    private static long? Whole(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number) return null;
        if (value.TryGetInt64(out var whole)) return whole is >= 0 and <= TelemetryLimits.FigureMax ? whole : null;
        return value.TryGetDouble(out var figure) && figure is >= 0 and <= TelemetryLimits.FigureMax ? (long)Math.Round(figure) : null;
    }

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static List<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Take(TelemetryLimits.DocumentIdsMax)
                .Select(entry => TraceText.Of(entry.GetString()!, TelemetryLimits.IdLengthMax))]
            : [];
}
