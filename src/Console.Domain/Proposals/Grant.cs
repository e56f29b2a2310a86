using AgentConsole.Domain.Agents;

namespace AgentConsole.Domain.Proposals;

/// <summary>The one-time leave to run exactly the arguments with this digest.</summary>
public sealed class Grant
{
    public required GrantId Id { get; init; }
    public required ProposalId ProposalId { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    public required string ArgumentsDigest { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RedeemedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>The token, sealed: signed once, so that every read gives the same bytes.</summary>
    public byte[]? SealedText { get; set; }
    public int Version { get; set; } = 1;

    /// <exception cref="InvalidOperationException">The clearance is not for its agent and tool.</exception>
    public static Grant Issue(Proposal proposal, Clearance clearance, DateTimeOffset now)
    {
        clearance.Covers(proposal.Agent, proposal.Tool);
        return new()
        {
            Id = GrantId.New(now),
            ProposalId = proposal.Id,
            Agent = proposal.Agent,
            Environment = proposal.Environment,
            Tool = proposal.Tool,
            ArgumentsDigest = proposal.Digest,
            IssuedAt = now,
            ExpiresAt = now.AddSeconds(ProposalLimits.GrantLifetimeSeconds),
        };
    }

    public bool IsUsable(DateTimeOffset now) => RedeemedAt is null && RevokedAt is null && ExpiresAt > now;
}
