using System.Text.Json;

namespace AgentConsole.Domain.Telemetry;

/// <summary>One thing that happened in a run, as the operational store keeps it: redacted, hashed, priced.</summary>
public sealed record TraceEvent
{
    /// <summary>Its place in the store; 0 before it is written.</summary>
    public long Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    /// <summary>The run's name; null where nothing says what it belongs to.</summary>
    public string? Run { get; init; }
    /// <summary>Its run is only known by its trace, until another event of the trace names it.</summary>
    public bool IsRunGuessed { get; init; }
    /// <summary>Told as a span of OpenTelemetry; not kept, it counts while it is written.</summary>
    public bool IsSpan { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public ClockMark Clock { get; init; }
    public required TraceKind Kind { get; init; }
    public TraceOutcome Outcome { get; init; }
    public string? Workflow { get; init; }
    /// <summary>The workflow is a guess, which gives way to the run's; known only until the event is written.</summary>
    public bool IsWorkflowGuessed { get; init; }
    public string? Name { get; init; }
    public string? AgentVersion { get; init; }
    public string? Model { get; init; }
    public string? Tool { get; init; }
    public string? ToolCallId { get; init; }
    public string? Proposal { get; init; }
    public string? Rule { get; init; }
    /// <summary>Of what the console itself tells: a verdict, a decision, what began a run, how it ended.</summary>
    public string? Word { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public string? ParentSpanId { get; init; }
    public long? LatencyMs { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public long? CachedTokens { get; init; }
    /// <summary>US dollars in billionths; null where there is none or it is unknown.</summary>
    public long? CostNanos { get; init; }
    public CostSource CostSource { get; init; }
    public string? ErrorType { get; init; }
    public string? Error { get; init; }
    /// <summary>A keyed hash of tool and arguments: equal calls of one agent have equal hashes.</summary>
    public string? CallHash { get; init; }
    /// <summary>A JSON object: arguments as the contract lets them be kept, retrieval ids, members that the console does not know.</summary>
    public string? Detail { get; init; }

    /// <summary>What a tool was called on, where its contract says where that stands and lets it be kept.</summary>
    public string? Target
    {
        get
        {
            if (Detail is not { } detail || !detail.Contains("\"target\"", StringComparison.Ordinal)) return null;
            using var json = JsonDocument.Parse(detail);
            return json.RootElement.TryGetProperty("target", out var target) && target.ValueKind == JsonValueKind.String ? target.GetString() : null;
        }
    }

    /// <summary>Null where nothing went wrong.</summary>
    public FaultDomain? Fault => FaultDomains.Of(Kind, Outcome);

    /// <summary>When it was over, as far as anybody said.</summary>
    public DateTimeOffset EndedAt => LatencyMs is { } latency
        ? latency < (DateTimeOffset.MaxValue - At).TotalMilliseconds ? At.AddMilliseconds(latency) : DateTimeOffset.MaxValue
        : At;
}
