using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>Somebody has nobody told of an alert until a time.</summary>
public sealed record AlertSilenced(AlertId Id, DateTimeOffset Until, string Reason) : LedgerRecord
{
    public override string Kind => "alert_silenced";

    public override string Subject => "alert:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("until", Until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        new("reason", Reason, IsPersonal: true),
    ];
}
