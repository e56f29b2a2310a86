namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>What a stop would reach if it were thrown now.</summary>
/// <param name="Frozen">What a lifted stop would let go again: proposals that no other stop holds back too.</param>
public sealed record StopCounts(int Pending, int Holding, int Running, int UnusedGrants, int Frozen)
{
    /// <summary>Enabled schedules of agents that would start nothing.</summary>
    public int Schedules { get; init; }
}
