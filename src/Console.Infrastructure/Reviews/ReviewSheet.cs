using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Ledger;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>One proposal as a reviewer reads it: what is asked, by which contract, who said what so far, and whether the reader may decide.</summary>
/// <param name="Contract">The pinned version; null where this build can no longer read it.</param>
/// <param name="Claim">Who is reading it now.</param>
/// <param name="IsMine">The claim is the reader's own.</param>
/// <param name="ApprovalsGiven">Null while it is not for this reader to know: whoever has not voted is blind to who has.</param>
/// <param name="WhyNot">Null: the reader may decide. A polite answer; the handler asks again.</param>
/// <param name="HasApproved">The reader has said yes to exactly these arguments already.</param>
/// <param name="Story">What happened to it, oldest first.</param>
public sealed record ReviewSheet(
    Proposal Proposal,
    ToolContract? Contract,
    Grant? Grant,
    Claim? Claim,
    bool IsMine,
    int? ApprovalsGiven,
    int ApprovalsNeeded,
    DecideRefusal? WhyNot,
    bool HasApproved,
    IReadOnlyList<LedgerRow> Story)
{
    /// <summary>The score from which a yes is asked for twice.</summary>
    public bool IsHighRisk => Proposal.RiskScore >= EditDesk.HighRiskMin;
}
