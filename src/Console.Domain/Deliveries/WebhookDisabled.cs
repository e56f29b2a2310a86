using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>An endpoint was switched off because its receiver said that it is gone.</summary>
public sealed record WebhookDisabled(WebhookEndpointId Id, DeliveryId Delivery) : LedgerRecord
{
    public override string Kind => "webhook_disabled";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("delivery", Delivery.ToString())];
}
