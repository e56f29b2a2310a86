using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Policies;

/// <summary>A shadowed version would have answered otherwise than the live ones did.</summary>
public sealed class ShadowDifference
{
    public required string SetName { get; init; }
    public required int Number { get; init; }
    public required ProposalId ProposalId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Agent { get; init; }
    public required string Tool { get; init; }
    public required VerdictKind LiveKind { get; init; }
    public required string LiveRule { get; init; }
    public required string LiveClauses { get; init; }
    public required VerdictKind Kind { get; init; }
    public required string Rule { get; init; }
    public required string Clauses { get; init; }
}
