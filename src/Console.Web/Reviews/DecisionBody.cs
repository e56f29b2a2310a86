using System.Text.Json;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>A decision, as the API's description shows it: bound to the digest that was read, and to the version where it is given.</summary>
internal sealed record DecisionBody
{
    public required DecisionKind Decision { get; init; }
    public required string Digest { get; init; }
    public int? Version { get; init; }
    public ReasonCode? ReasonCode { get; init; }
    public string? Note { get; init; }
    /// <summary>For an edit: the arguments that shall run instead.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Args { get; init; }
}
