using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>An incident was not over.</summary>
public sealed record IncidentReopened(IncidentId Id, string Reason) : LedgerRecord
{
    public override string Kind => "incident_reopened";

    public override string Subject => "incident:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("reason", Reason, IsPersonal: true)];
}
