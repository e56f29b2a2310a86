using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>The stop switch was rehearsed; nothing was stopped.</summary>
public sealed record StopDrilled(StopTarget Target, StopDrill Drill) : LedgerRecord
{
    public override string Kind => "stop_drilled";

    public override string Subject => Target.Subject;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("elapsed_ms", Drill.ElapsedMs.ToString(CultureInfo.InvariantCulture)),
        new("frozen", Drill.Frozen.ToString(CultureInfo.InvariantCulture)),
        new("revoked", Drill.Revoked.ToString(CultureInfo.InvariantCulture)),
        new("running", Drill.Running.ToString(CultureInfo.InvariantCulture)),
        new("held", Drill.HasHeld ? "true" : "false"),
    ];
}
