using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>How a change to a webhook ended.</summary>
public abstract record WebhookOutcome
{
    public sealed record Done(WebhookEndpointId Id) : WebhookOutcome;

    /// <summary>The one time that the secret is shown.</summary>
    public sealed record SecretShown(WebhookEndpointId Id, WebhookSecret Secret) : WebhookOutcome;

    public sealed record TestQueued(DeliveryId Delivery) : WebhookOutcome;
    public sealed record Malformed(IReadOnlyList<Fault> Faults) : WebhookOutcome;
    public sealed record Unknown : WebhookOutcome;
    public sealed record UnknownAgent(string Agent) : WebhookOutcome;

    /// <summary>The agent has a secret already; whoever lost it rotates it.</summary>
    public sealed record HasSecret(WebhookEndpointId Id) : WebhookOutcome;

    /// <summary>It holds an agent's callback secret only, and has no address of its own.</summary>
    public sealed record NoAddress : WebhookOutcome;

    public sealed record TooMany(int Max) : WebhookOutcome;
    /// <summary>It is the callback secret of an agent that somebody else answers for.</summary>
    public sealed record NotYourAgent : WebhookOutcome;

    public sealed record RoleMissing(Permission Needs) : WebhookOutcome;

    private WebhookOutcome() { }
}
