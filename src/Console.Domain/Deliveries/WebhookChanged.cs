using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>An endpoint has another address, other events, or was switched on or off by a person.</summary>
public sealed record WebhookChanged(WebhookEndpointId Id, string Origin, string EventTypes, bool IsDisabled) : LedgerRecord
{
    public override string Kind => "webhook_changed";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("origin", Origin), new("event_types", EventTypes), new("disabled", IsDisabled ? "true" : "false")];
}
