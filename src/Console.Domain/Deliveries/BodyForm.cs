namespace AgentConsole.Domain.Deliveries;

/// <summary>Which shape a receiver takes its messages in.</summary>
public enum BodyForm
{
    /// <summary>As Standard Webhooks says, signed.</summary>
    Standard,
    /// <summary>Slack's incoming webhooks.</summary>
    Slack,
    /// <summary>A Teams workflow that takes Adaptive Cards.</summary>
    Teams,
}
