using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A new secret signs; the one before signs too until then.</summary>
public sealed record WebhookSecretRotated(WebhookEndpointId Id, DateTimeOffset PreviousUntil) : LedgerRecord
{
    public override string Kind => "webhook_secret_rotated";
    public override string Subject => $"webhook:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("previous_until", PreviousUntil.ToString("O", CultureInfo.InvariantCulture))];
}
