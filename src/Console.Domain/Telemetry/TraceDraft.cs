using System.Collections.Frozen;
using System.Text.Json;

namespace AgentConsole.Domain.Telemetry;

/// <summary>One thing that happened, as it was told: not yet redacted, priced, or put into a run. All of it is hostile text.</summary>
public sealed record TraceDraft
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }
    public required TraceKind Kind { get; init; }
    public TraceOutcome Outcome { get; init; }

    /// <summary>The agent that the event names. Identity is the key's: a name that differs refuses the event. Null: the event names none.</summary>
    public string? Agent { get; init; }
    /// <summary>The run it says it belongs to; null where only <see cref="TraceId"/> tells what belongs together.</summary>
    public string? Run { get; init; }
    public string? Workflow { get; init; }
    /// <summary>The workflow is only what the program is called: whatever else names one comes before it.</summary>
    public bool IsWorkflowGuessed { get; init; }
    /// <summary>A short name for people: what a span is called, the agent within the agent.</summary>
    public string? Name { get; init; }
    public string? AgentVersion { get; init; }
    /// <summary>For a model call the model that answered, or else the one that was asked for.</summary>
    public string? Model { get; init; }
    public string? Tool { get; init; }
    public string? ToolCallId { get; init; }
    /// <summary>The console's own id of a proposal, where the event names one.</summary>
    public string? Proposal { get; init; }
    /// <summary>The rule of a policy that was asked.</summary>
    public string? Rule { get; init; }

    /// <summary>Told as a span of OpenTelemetry, of which one call makes several that stand in one another.</summary>
    public bool IsSpan { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public string? ParentSpanId { get; init; }

    /// <summary>From its beginning to its end; null where nobody said.</summary>
    public long? LatencyMs { get; init; }
    /// <summary>Tokens in, those read from a cache and written to it included.</summary>
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    /// <summary>The part of the tokens in that was read from a cache.</summary>
    public long? CachedTokens { get; init; }
    /// <summary>What it cost as its teller says, in billionths of a US dollar.</summary>
    public long? ReportedUsdNanos { get; init; }
    /// <summary>What it says of cost counts only where no price is known: no convention names such a member.</summary>
    public bool IsCostHint { get; init; }

    /// <summary>A code or class of what went wrong.</summary>
    public string? ErrorType { get; init; }
    /// <summary>What went wrong, in its teller's words.</summary>
    public string? Error { get; init; }

    /// <summary>The arguments of a tool call; kept as the tool's contract allows.</summary>
    public JsonElement? Arguments { get; init; }
    /// <summary>What came back, other than how it ended; never kept, only hashed.</summary>
    public JsonElement? Result { get; init; }
    /// <summary>The index that was searched.</summary>
    public string? RetrievalIndex { get; init; }
    public IReadOnlyList<string> DocumentIds { get; init; } = [];
    /// <summary>Null, or a JSON object whose members are kept as they came, but for those that are <see cref="Told"/>.</summary>
    public JsonElement? More { get; init; }
    /// <summary>Names of members of <see cref="More"/> that the members above tell.</summary>
    public FrozenSet<string> Told { get; init; } = [];
}
