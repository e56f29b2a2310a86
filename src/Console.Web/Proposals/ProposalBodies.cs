using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentConsole.Web.Proposals;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class ProposalBodies
{
    /// <summary>What an agent asks for. <c>before</c> and <c>after</c> are its claim.</summary>
    internal sealed record ProposalBody
    {
        public required string Tool { get; init; }
        public required IReadOnlyDictionary<string, JsonElement> Args { get; init; }
        public string? Environment { get; init; }
        public string? RunId { get; init; }
        public string? ToolCallId { get; init; }
        public string? Rationale { get; init; }
        public IReadOnlyList<string>? References { get; init; }
        public IReadOnlyDictionary<string, JsonElement>? Before { get; init; }
        public IReadOnlyDictionary<string, JsonElement>? After { get; init; }
        [JsonPropertyName("expires_in_s")]
        public int? ExpiresInSeconds { get; init; }
        public CallbackBody? Callback { get; init; }
        public string? Traceparent { get; init; }
    }

    /// <summary>Where the decision is sent; <c>type</c> is <c>webhook</c>.</summary>
    internal sealed record CallbackBody
    {
        public required string Type { get; init; }
        public required Uri Url { get; init; }
    }

    /// <summary>How a released proposal ended; everything but the status is kept as it was written.</summary>
    internal sealed record ResultBody
    {
        public required ResultStatus Status { get; init; }
        public JsonElement? Error { get; init; }
        public JsonElement? Output { get; init; }
        public long? LatencyMs { get; init; }
        public JsonElement? Usage { get; init; }
        public JsonElement? Cost { get; init; }
    }

    /// <summary>A grant, with the arguments that are about to run.</summary>
    internal sealed record RedemptionBody
    {
        public required string Grant { get; init; }
        public required IReadOnlyDictionary<string, JsonElement> Args { get; init; }
    }
}
