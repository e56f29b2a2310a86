using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>The time of a silence is over, and what the alert tells of is still there.</summary>
public sealed record AlertSilenceEnded(AlertId Id) : LedgerRecord
{
    public override string Kind => "alert_silence_ended";

    public override string Subject => "alert:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [];
}
