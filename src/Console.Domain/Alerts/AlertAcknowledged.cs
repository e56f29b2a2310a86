using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>Somebody looks into an alert.</summary>
public sealed record AlertAcknowledged(AlertId Id) : LedgerRecord
{
    public override string Kind => "alert_acknowledged";

    public override string Subject => "alert:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [];
}
