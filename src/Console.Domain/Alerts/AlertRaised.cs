using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule that weighs more found what an alert tells of already.</summary>
public sealed record AlertRaised(Alert Alert) : LedgerRecord
{
    public override string Kind => "alert_raised";

    public override string Subject => "alert:" + Alert.Id;

    public override IReadOnlyList<LedgerField> Fields => AlertEntryFields.Of(Alert);
}
