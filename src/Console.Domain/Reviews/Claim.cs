using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer's word to be reading a proposal, good for a few minutes.</summary>
public sealed class Claim
{
    public required ProposalId ProposalId { get; init; }
    public required PersonId PersonId { get; set; }
    public required string PersonName { get; set; }
    public required DateTimeOffset Until { get; set; }
    public int Version { get; set; } = 1;

    public bool IsHeld(DateTimeOffset now) => Until > now;
}
