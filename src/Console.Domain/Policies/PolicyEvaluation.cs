using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Policies;

/// <summary>One answer of one engine, as it was given: what was asked, of which versions, which rules determined it, and how long it took.</summary>
public sealed class PolicyEvaluation
{
    public required EvaluationId Id { get; init; }
    public required ProposalId ProposalId { get; init; }
    public required EvaluationMoment Moment { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Agent { get; init; }
    public required string Tool { get; init; }
    public required string Environment { get; init; }
    public required PolicyEngine Engine { get; init; }
    public required VerdictKind Kind { get; init; }
    public required string Rule { get; init; }
    public string? SetName { get; init; }
    public string? Revision { get; init; }
    public string? Code { get; init; }
    public required string Reason { get; init; }
    /// <summary>For a review, as <see cref="ApprovalClause.TextOf"/> writes it.</summary>
    public required string Clauses { get; init; }
    /// <summary>Every rule that determined the answer, one a line as <c>set/rule</c>.</summary>
    public required string Determining { get; init; }
    /// <summary>The policies that could not be evaluated, one a line.</summary>
    public string? Errors { get; init; }
    /// <summary>Every set that was asked with its version.</summary>
    public string? Asked { get; init; }
    /// <summary>What was asked beside the arguments, as JSON: enough to ask again.</summary>
    public required string Inputs { get; init; }
    /// <summary>SHA-256 over <see cref="Inputs"/> and the arguments' digest.</summary>
    public required string InputsDigest { get; init; }
    public required string ArgumentsDigest { get; init; }
    public required int ContractVersion { get; init; }
    /// <summary>For what an outside engine logged under its own name.</summary>
    public string? OutsideId { get; init; }
    public required long Microseconds { get; init; }
}
