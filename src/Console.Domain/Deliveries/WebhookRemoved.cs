using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>An endpoint and its secret are gone.</summary>
public sealed record WebhookRemoved(WebhookEndpointId Id, string Origin) : LedgerRecord
{
    public override string Kind => "webhook_removed";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("origin", Origin)];
}
