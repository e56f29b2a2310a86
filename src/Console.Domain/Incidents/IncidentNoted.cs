using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>Somebody wrote a note on an incident.</summary>
public sealed record IncidentNoted(IncidentNote Note) : LedgerRecord
{
    public override string Kind => "incident_noted";

    public override string Subject => "incident:" + Note.IncidentId;

    public override IReadOnlyList<LedgerField> Fields => [new("number", Note.Number.ToString(CultureInfo.InvariantCulture)), new("text", Note.Text, IsPersonal: true)];
}
