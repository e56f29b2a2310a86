using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule found harm, and people are told.</summary>
public sealed record AlertFired(Alert Alert) : LedgerRecord
{
    public override string Kind => "alert_fired";

    public override string Subject => "alert:" + Alert.Id;

    public override IReadOnlyList<LedgerField> Fields => AlertEntryFields.Of(Alert);
}
