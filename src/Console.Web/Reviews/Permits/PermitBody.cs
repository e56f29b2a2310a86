using System.Text.Json;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>A permit, as the API's description shows what is sent: bound to the proposal and the digest that were read.</summary>
internal sealed record PermitBody
{
    public required string ProposalId { get; init; }
    public required string Digest { get; init; }
    /// <summary>Of every argument what it may be: <c>"same"</c>, <c>"any"</c>, or for money <c>{"at_most":"150.00"}</c>.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Arguments { get; init; }
    /// <summary>Seconds, 60 to 28800.</summary>
    public required int ForS { get; init; }
    /// <summary>1 to 50.</summary>
    public required int Uses { get; init; }
    public required string Reason { get; init; }
}
