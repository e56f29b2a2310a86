namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>What a stop would reach if it were thrown now.</summary>
/// <param name="Frozen">Proposals that it would hold back, by a lifted stop: what it would let go again.</param>
public sealed record StopCounts(int Pending, int Holding, int Running, int UnusedGrants, int Frozen)
{
    /// <summary>Enabled schedules of agents that would start nothing.</summary>
    public int Schedules { get; init; }
}
