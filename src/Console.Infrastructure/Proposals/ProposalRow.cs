using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>One proposal in a list; its arguments, which may be large, stay where they are.</summary>
public sealed record ProposalRow
{
    public required ProposalId Id { get; init; }
    public required string Sentence { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    public required ProposalStatus Status { get; init; }
    public required int RiskScore { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DenialCode { get; init; }
}
