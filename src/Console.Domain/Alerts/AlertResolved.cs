using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>An alert is over: somebody said so, or it was quiet for long enough.</summary>
/// <param name="Reason">A person's; null where it was quiet.</param>
public sealed record AlertResolved(Alert Alert, string? Reason) : LedgerRecord
{
    public override string Kind => "alert_resolved";

    public override string Subject => "alert:" + Alert.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("occurrences", Alert.Occurrences.ToString(CultureInfo.InvariantCulture)),
        new("peak", AlertEntryFields.FigureOf(Alert.PeakMicros)),
        new("quiet", Alert.ResolvedBy is null ? "true" : null),
        new("reason", Reason, IsPersonal: true),
    ];
}
