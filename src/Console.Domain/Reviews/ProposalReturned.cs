using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Approvals became void before they released anything, and the proposal waits for people again.</summary>
/// <param name="Code">Why, in a stable word.</param>
/// <param name="Detail">What stood against it, where that is more than the code.</param>
public sealed record ProposalReturned(ProposalId Id, string Code, string? Detail = null) : LedgerRecord
{
    /// <summary>The target's state is not what was shown.</summary>
    public const string TargetMoved = "target_moved";

    /// <summary>The target's state could be read before, and cannot be read now.</summary>
    public const string TargetUnreadable = "target_unreadable";

    /// <summary>Stop switch, manifest or policy would not release it now.</summary>
    public const string NotReleasable = "not_releasable";

    public override string Kind => "proposal_returned";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "pending"),
        new("code", Code),
        // A policy writes it, perhaps about somebody.
        new("detail", Detail, IsPersonal: true),
    ];
}
