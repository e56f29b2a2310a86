using System.Text.Json;

namespace AgentConsole.Web.Telemetry;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class TraceBodies
{
    /// <summary>One event; a body holds one a line (<c>application/x-ndjson</c>), or an array of them. Members that are not named here are kept.</summary>
    internal sealed record EventBody
    {
        public required DateTimeOffset Ts { get; init; }
        /// <summary>The agent whose key it is sent with.</summary>
        public required string AgentId { get; init; }
        public string? RunId { get; init; }
        public string? SessionId { get; init; }
        public string? Workflow { get; init; }
        public string? Model { get; init; }
        public CallBody? ToolCall { get; init; }
        public RetrievalBody? Retrieval { get; init; }
        public PolicyBody? Policy { get; init; }
        public ResultBody? Result { get; init; }
        public UsageBody? Usage { get; init; }
        public long? LatencyMs { get; init; }
        public CostBody? Cost { get; init; }
        public string? TraceId { get; init; }
        /// <summary>The same event sent twice is kept once where it has one.</summary>
        public string? EventId { get; init; }
    }

    /// <summary>A tool that was called. Its arguments are kept as the tool's contract allows.</summary>
    internal sealed record CallBody
    {
        public required string Name { get; init; }
        public string? Id { get; init; }
        public JsonElement? Args { get; init; }
    }

    /// <summary>What was looked up.</summary>
    internal sealed record RetrievalBody
    {
        public string? Index { get; init; }
        public IReadOnlyList<string>? DocIds { get; init; }
    }

    /// <summary>What a policy of the agent's own said.</summary>
    internal sealed record PolicyBody
    {
        public string? Decision { get; init; }
        public string? Rule { get; init; }
    }

    /// <summary>How it ended: ok, error or denied.</summary>
    internal sealed record ResultBody
    {
        public string? Status { get; init; }
        public JsonElement? Error { get; init; }
    }

    /// <summary>Tokens.</summary>
    internal sealed record UsageBody
    {
        public long? InputTokens { get; init; }
        public long? OutputTokens { get; init; }
        public long? CachedTokens { get; init; }
    }

    /// <summary>US dollars, as a number or a text.</summary>
    internal sealed record CostBody
    {
        public decimal? Usd { get; init; }
    }
}
