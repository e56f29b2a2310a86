using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A secret signs what an agent is told from now on.</summary>
public sealed record CallbackSecretIssued(WebhookEndpointId Id, string Agent) : LedgerRecord
{
    public override string Kind => "callback_secret_issued";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("agent", Agent)];
}
