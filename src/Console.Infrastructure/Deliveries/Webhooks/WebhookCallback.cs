using AgentConsole.Domain;
using AgentConsole.Infrastructure.Deliveries.Guard;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Judges the callback of a proposal at intake, so that an agent hears at once of an address that will never be sent to.</summary>
public sealed class WebhookCallback(AddressGuard guard)
{
    public const string Type = "webhook";

    /// <summary>Null for an address that may be sent to as far as can be told without asking anyone; where its name leads is judged when sending.</summary>
    public Fault? Judge(string url) =>
        guard.JudgeUrl(url, out _) is { } fault ? new Fault("/callback/url", fault.Code, fault.Message) : null;
}
