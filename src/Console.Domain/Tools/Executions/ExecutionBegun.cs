using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>The console used the leave: from now on the call may have arrived.</summary>
public sealed record ExecutionBegun(ProposalId Id, int Attempt) : LedgerRecord
{
    public override string Kind => "execution_begun";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("attempt", Attempt.ToString(CultureInfo.InvariantCulture))];
}
