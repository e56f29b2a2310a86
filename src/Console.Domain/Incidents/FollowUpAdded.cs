using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>Somebody is to do something after an incident.</summary>
public sealed record FollowUpAdded(FollowUp FollowUp) : LedgerRecord
{
    public override string Kind => "follow_up_added";

    public override string Subject => "incident:" + FollowUp.IncidentId;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("number", FollowUp.Number.ToString(CultureInfo.InvariantCulture)),
        new("due", FollowUp.DueOn.ToString("O", CultureInfo.InvariantCulture)),
        new("text", FollowUp.Text, IsPersonal: true),
        new("owner", FollowUp.Owner, IsPersonal: true),
    ];
}
