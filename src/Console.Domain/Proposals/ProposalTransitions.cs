using AgentConsole.Domain.Policies;
using static AgentConsole.Domain.Proposals.ProposalStatus;
using static AgentConsole.Domain.Proposals.ProposalVerb;

namespace AgentConsole.Domain.Proposals;

/// <summary>The state machine of a proposal: a question that is always answered, never a change.</summary>
public static class ProposalTransitions
{
    /// <summary>The next status, or null where the verb is refused in this status.</summary>
    public static ProposalStatus? Take(ProposalStatus status, ProposalVerb verb) => (status, verb) switch
    {
        (Pending, Hold) => Holding,
        (Pending or Holding, Release) => Released,
        (Pending, Edit) => Pending,
        (Holding, Undo) => Pending,
        (Pending, Reject) => Rejected,
        (Pending, SendBack) => SentBack,
        (Pending or Holding, Expire) => Expired,
        (Pending or Holding or Frozen, Withdraw) => Withdrawn,
        (Pending or Holding, Freeze) => Frozen,
        (Frozen, Thaw) => Pending,
        (Holding or Released, Revoke) => Revoked,
        (Released, Redeem) => Running,
        // An agent that verifies grants offline never redeems, so a result may follow the release directly.
        (Released or Running or ProposalStatus.Unknown, Succeed) => Succeeded,
        (Released or Running or ProposalStatus.Unknown, Fail) => Failed,
        (Released or Running, LoseTrack) => ProposalStatus.Unknown,
        _ => null,
    };

    /// <summary>The status in which a proposal begins.</summary>
    public static ProposalStatus Begin(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Allow => Released,
        VerdictKind.Review => Pending,
        VerdictKind.Deny => Denied,
    };

    /// <summary>Nothing more can happen to a proposal in this status, whoever asks.</summary>
    public static bool IsFinal(ProposalStatus status) =>
        status is Denied or Rejected or SentBack or Expired or Withdrawn or Revoked or Succeeded or Failed;
}
