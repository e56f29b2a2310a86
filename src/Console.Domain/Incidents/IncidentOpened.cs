using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>Somebody reported that something went wrong.</summary>
public sealed record IncidentOpened(Incident Incident, string BundleDigest) : LedgerRecord
{
    public override string Kind => "incident_opened";

    public override string Subject => "incident:" + Incident.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Incident.Agent),
        new("environment", Incident.Environment),
        // A run's name is whatever its agent chose.
        new("run", Incident.RunName, IsPersonal: true),
        new("proposal", Incident.ProposalId?.ToString()),
        new("alert", Incident.AlertId?.ToString()),
        new("severity", WireName.Of(Incident.Severity)),
        new("fault_domain", Incident.Fault is { } fault ? WireName.Of(fault) : null),
        new("title", Incident.Title, IsPersonal: true),
        new("bundle", BundleDigest),
    ];
}
