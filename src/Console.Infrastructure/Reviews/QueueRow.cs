using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>One proposal in a reviewer's batch, with who is reading it.</summary>
/// <param name="IsMine">The claim is the reviewer's own.</param>
/// <param name="ApprovalsGiven">Null while it is not for this reviewer to know: whoever has not voted is blind to who has.</param>
/// <param name="HasApproved">The reviewer's own yes is among the approvals.</param>
public sealed record QueueRow(
    Proposal Proposal, string? ClaimedBy, DateTimeOffset? ClaimedUntil, bool IsMine, int? ApprovalsGiven, bool HasApproved)
{
    /// <summary>It waits for this reviewer.</summary>
    public bool IsOpen => Proposal.IsPending && !HasApproved;
}
