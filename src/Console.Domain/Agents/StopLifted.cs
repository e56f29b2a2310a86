using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>A stop switch was lifted; what it had frozen waits again with the time it had left.</summary>
public sealed record StopLifted(StopTarget Target, string Reason, int Thawed) : LedgerRecord
{
    public override string Kind => "stop_lifted";

    public override string Subject => Target.Subject;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("reason", Reason, IsPersonal: true),
        new("thawed", Thawed.ToString(CultureInfo.InvariantCulture)),
    ];
}
