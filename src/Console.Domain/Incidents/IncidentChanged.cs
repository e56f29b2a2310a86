using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>An incident got another state, severity, owner or title.</summary>
public sealed record IncidentChanged(Incident Incident, IncidentState Before) : LedgerRecord
{
    public override string Kind => "incident_changed";

    public override string Subject => "incident:" + Incident.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state_before", WireName.Of(Before)),
        new("state", WireName.Of(Incident.State)),
        new("severity", WireName.Of(Incident.Severity)),
        new("owner", Incident.OwnerId?.ToString()),
        new("title", Incident.Title, IsPersonal: true),
    ];
}
