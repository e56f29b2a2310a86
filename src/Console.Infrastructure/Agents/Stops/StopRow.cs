using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>A stop in force, as people read it.</summary>
public sealed record StopRow(StopScope Scope, string Name, string Reason, string By, DateTimeOffset At)
{
    /// <summary>Whether it stops this one by name or with everything.</summary>
    public bool Reaches(StopTarget target) => Scope == StopScope.Everything || (Scope == target.Scope && Name == target.Name);
}
