using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule in shadow would have told people.</summary>
public sealed record AlertShadowed(Alert Alert) : LedgerRecord
{
    public override string Kind => "alert_shadowed";

    public override string Subject => "alert:" + Alert.Id;

    public override IReadOnlyList<LedgerField> Fields => AlertEntryFields.Of(Alert);
}
