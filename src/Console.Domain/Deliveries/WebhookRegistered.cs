using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A webhook endpoint will be told of events. The address is kept without its path, which may hold a secret.</summary>
public sealed record WebhookRegistered(WebhookEndpointId Id, string Origin, string EventTypes) : LedgerRecord
{
    public override string Kind => "webhook_registered";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("origin", Origin), new("event_types", EventTypes)];
}
