namespace AgentConsole.Domain.Proposals;

/// <summary>What can happen to a proposal after it was received.</summary>
public enum ProposalVerb
{
    Hold,
    Release,
    Edit,
    Undo,
    Reject,
    SendBack,
    Expire,
    Withdraw,
    Freeze,
    Thaw,
    Revoke,
    Redeem,
    Succeed,
    Fail,
    LoseTrack,
}
