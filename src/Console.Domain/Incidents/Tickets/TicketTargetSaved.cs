using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Somebody said where incidents become tickets, or changed it.</summary>
public sealed record TicketTargetSaved(TicketTarget Target, bool IsNew) : LedgerRecord
{
    public override string Kind => IsNew ? "ticket_target_added" : "ticket_target_changed";

    public override string Subject => "ticket_target:" + Target.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("kind", WireName.Of(Target.Kind)),
        new("name", Target.Name),
        new("origin", Target.Origin),
        new("project", Target.Project),
        new("secret_name", Target.SecretName),
        new("disabled", Target.IsDisabled ? "true" : "false"),
    ];
}
