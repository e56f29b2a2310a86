using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>What a reviewer has half written; kept here because a circuit may vanish at any moment.</summary>
public sealed class Draft
{
    public required PersonId PersonId { get; init; }
    public required ProposalId ProposalId { get; init; }
    public string Note { get; set; } = "";
    public ReasonCode? Reason { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
}
