using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>One decision on a few alike proposals, as the API's description shows it.</summary>
internal sealed record DecisionsBody
{
    public required DecisionKind Decision { get; init; }
    public ReasonCode? ReasonCode { get; init; }
    public string? Note { get; init; }
    public required IReadOnlyList<DecisionsItemBody> Items { get; init; }
}
