using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>What was promised after an incident is done.</summary>
public sealed record FollowUpFinished(IncidentId Id, int Number) : LedgerRecord
{
    public override string Kind => "follow_up_finished";

    public override string Subject => "incident:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("number", Number.ToString(CultureInfo.InvariantCulture))];
}
