using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>What had been resolved is there again.</summary>
public sealed record AlertReopened(Alert Alert) : LedgerRecord
{
    public override string Kind => "alert_reopened";

    public override string Subject => "alert:" + Alert.Id;

    public override IReadOnlyList<LedgerField> Fields => AlertEntryFields.Of(Alert);
}
