using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Proposals;

namespace AgentConsole.Web.Proposals;

/// <summary>Makes what the proposer reads; only the proposer ever gets the grant.</summary>
public sealed class ProposalViews(GrantTokens tokens, TimeProvider clock)
{
    public async Task<ProposalView> ForProposerAsync(Proposal proposal, Grant? grant, CancellationToken cancellation)
    {
        var isUsable = grant is not null && proposal.Status == ProposalStatus.Released && grant.IsUsable(clock.Instant());
        var token = isUsable ? await tokens.TextOfAsync(grant!, cancellation) : null;
        return ProposalView.Of(proposal, token, grant?.ExpiresAt);
    }

    /// <summary>What the proposer was told first, to the letter: also a grant that was used or has expired since.</summary>
    public async Task<ProposalView> AnswerAsync(Proposal proposal, Grant? grant, CancellationToken cancellation) =>
        ProposalView.Of(proposal, grant is null ? null : await tokens.TextOfAsync(grant, cancellation), grant?.ExpiresAt);
}
