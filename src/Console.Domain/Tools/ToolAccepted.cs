using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Tools;

/// <summary>A version of a tool's contract became the one that new proposals use.</summary>
public sealed record ToolAccepted(string Name, int Version, SideEffect SideEffect, string ContractHash, int? Previous) : LedgerRecord
{
    public override string Kind => "tool_accepted";

    public override string Subject => "tool:" + Name;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("version", Version.ToString(CultureInfo.InvariantCulture)),
        new("previous_version", Previous?.ToString(CultureInfo.InvariantCulture)),
        new("side_effect", WireName.Of(SideEffect)),
        new("contract", ContractHash),
    ];
}
