namespace AgentConsole.Domain.Agents;

/// <summary>Who answers for which side of an agent, by e-mail: policy, uptime and spend, acceptable risk, tool contracts.</summary>
public sealed record AgentOwners(string? Security, string? Sre, string? Product, string? Engineering)
{
    public static AgentOwners None { get; } = new(null, null, null, null);
}
