using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Agents;

/// <summary>A privileged identity that proposes the use of tools, with one named person who answers for it.</summary>
public sealed class Agent
{
    public required string Name { get; init; }
    /// <summary>The directly responsible individual's e-mail; without one the agent may only propose.</summary>
    public string? Dri { get; set; }
    public string? Deputy { get; set; }
    public required Stage Stage { get; set; }
    /// <summary>The whole agent as canonical JSON, with the members of the <c>Agent</c> document.</summary>
    public required string Document { get; set; }
    public required string DocumentHash { get; set; }
    public PersonId? RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public bool IsArchived { get; set; }
    public int Version { get; set; } = 1;
}
