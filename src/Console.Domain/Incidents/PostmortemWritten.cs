using System.Text;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Incidents;

/// <summary>Somebody wrote the postmortem, or wrote it anew; the text itself lies with the incident.</summary>
public sealed record PostmortemWritten(IncidentId Id, string Text) : LedgerRecord
{
    public override string Kind => "postmortem_written";

    public override string Subject => "incident:" + Id;

    // The digest of a text that people wrote could confirm a guess of it.
    public override IReadOnlyList<LedgerField> Fields => [new("digest", Digest.OfBytes(Encoding.UTF8.GetBytes(Text)), IsPersonal: true)];
}
