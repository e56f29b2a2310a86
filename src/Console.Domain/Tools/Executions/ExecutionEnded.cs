using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>What the console ran has ended, or nobody can say how.</summary>
public sealed record ExecutionEnded(ProposalId Id, ProposalStatus Status, int? HttpStatus, string? Code, string ResultDigest) : LedgerRecord
{
    public override string Kind => "execution_ended";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", WireName.Of(Status)),
        new("http_status", HttpStatus?.ToString(CultureInfo.InvariantCulture)),
        new("code", Code),
        new("result_digest", ResultDigest),
    ];
}
