using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Risk;

/// <summary>One earlier proposal of the same run.</summary>
public sealed record EarlierCall(string Tool, string Digest, CallEnd End)
{
    public static CallEnd EndOf(ProposalStatus status) => status switch
    {
        ProposalStatus.Failed => CallEnd.Failed,
        ProposalStatus.Denied or ProposalStatus.Rejected or ProposalStatus.SentBack or ProposalStatus.Revoked => CallEnd.Refused,
        _ => CallEnd.Fine,
    };
}
