using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A person opened a proposal as it was then: what is decided unseen shows, and how long one looked.</summary>
public sealed class Opening
{
    public required PersonId PersonId { get; init; }
    public required ProposalId ProposalId { get; init; }
    /// <summary>The digest of the arguments that were opened.</summary>
    public required string Digest { get; set; }
    public required DateTimeOffset At { get; set; }
}
