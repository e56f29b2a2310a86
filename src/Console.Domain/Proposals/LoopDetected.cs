using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>A run proposed the very same call again and again.</summary>
/// <param name="Proposal">The one that made it a loop.</param>
public sealed record LoopDetected(Proposal Proposal) : LedgerRecord
{
    /// <summary>So many of the same call in one run are a loop.</summary>
    public const int CallsMin = 3;

    public override string Kind => "loop_detected";

    public override string Subject => "agent:" + Proposal.Agent;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("tool", Proposal.Tool),
        new("proposal", Proposal.Id.ToString()),
        new("calls", CallsMin.ToString(CultureInfo.InvariantCulture)),
        // The agent chooses it: a customer's name, for one.
        new("run_id", Proposal.RunId, IsPersonal: true),
    ];
}
