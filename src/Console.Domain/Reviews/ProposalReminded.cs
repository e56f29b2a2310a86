using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Those who are asked were told once more that a proposal waits.</summary>
/// <param name="Percent">How much of the time to decide had passed.</param>
public sealed record ProposalReminded(ProposalId Id, int Percent) : LedgerRecord
{
    public override string Kind => "proposal_reminded";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("percent", Percent.ToString(CultureInfo.InvariantCulture))];
}
