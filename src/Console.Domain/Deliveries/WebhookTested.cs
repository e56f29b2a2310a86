using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A person had a test message sent.</summary>
public sealed record WebhookTested(WebhookEndpointId Id, DeliveryId Delivery) : LedgerRecord
{
    public override string Kind => "webhook_tested";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("delivery", Delivery.ToString())];
}
