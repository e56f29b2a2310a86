using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Tools;

/// <summary>A tool may no longer be proposed; its versions are kept.</summary>
public sealed record ToolRetired(string Name, int Version) : LedgerRecord
{
    public override string Kind => "tool_retired";

    public override string Subject => "tool:" + Name;

    public override IReadOnlyList<LedgerField> Fields => [new("version", Version.ToString(CultureInfo.InvariantCulture))];
}
