using System.Collections.Frozen;

namespace AgentConsole.Domain.Deliveries;

/// <summary>What receivers are told of, by the names on the wire.</summary>
public static class EventType
{
    public const string ProposalDecided = "proposal.decided";
    public const string WebhookTest = "webhook.test";

    /// <summary>What an endpoint may subscribe to; a test goes to whichever endpoint it was asked for.</summary>
    public static FrozenSet<string> Subscribable { get; } = FrozenSet.ToFrozenSet([ProposalDecided], StringComparer.Ordinal);
}
