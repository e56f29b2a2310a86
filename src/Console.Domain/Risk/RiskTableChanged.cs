using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Risk;

/// <summary>The risk table has a new version.</summary>
/// <param name="Digest">Of the whole document.</param>
/// <param name="Changes">What is worth something else than before, such as <c>write 12 > 15</c>.</param>
public sealed record RiskTableChanged(int Number, string Digest, string Changes, string? Note) : LedgerRecord
{
    public override string Kind => "risk_table_changed";

    public override string Subject => "risk_table:" + Number.ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<LedgerField> Fields => [new("digest", Digest), new("changes", Changes), new("note", Note, IsPersonal: true)];
}
