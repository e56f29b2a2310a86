using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A call that a person said no to: nobody is asked for the same again for a while.</summary>
public sealed class RefusedCall
{
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    /// <summary>Digest of the arguments that were refused.</summary>
    public required string Digest { get; init; }
    public required ProposalId ProposalId { get; set; }
    public required DateTimeOffset Until { get; set; }
}
