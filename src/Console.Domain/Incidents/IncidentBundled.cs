using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>What is known of an incident was gathered once more.</summary>
public sealed record IncidentBundled(IncidentBundle Bundle) : LedgerRecord
{
    public override string Kind => "incident_bundled";

    public override string Subject => "incident:" + Bundle.IncidentId;

    public override IReadOnlyList<LedgerField> Fields => [new("number", Bundle.Number.ToString(CultureInfo.InvariantCulture)), new("digest", Bundle.Digest)];
}
