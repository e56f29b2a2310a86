using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>A stop switch was thrown, and what it reached at once.</summary>
public sealed record StopOrdered(StopTarget Target, string Reason, StopReport Report) : LedgerRecord
{
    public override string Kind => "stop_ordered";

    public override string Subject => Target.Subject;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        // What a person typed may name people.
        new("reason", Reason, IsPersonal: true),
        new("frozen", Report.Frozen.ToString(CultureInfo.InvariantCulture)),
        new("revoked", Report.Revoked.ToString(CultureInfo.InvariantCulture)),
        new("schedules", Report.Schedules.ToString(CultureInfo.InvariantCulture)),
        new("running", Report.Running.ToString(CultureInfo.InvariantCulture)),
    ];
}
