using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;

namespace AgentConsole.Domain.Risk;

/// <summary>Everything that the risk of a proposal is computed from. What is not given is not known, and gives no points.</summary>
public sealed record RiskSituation
{
    public required Facts Facts { get; init; }
    public string? Digest { get; init; }
    public Origins Origins { get; init; } = Origins.None;
    public ArgumentForm Form { get; init; } = ArgumentForm.Plain;
    public RunSoFar Run { get; init; } = RunSoFar.Nothing;
    public AgentHistory History { get; init; } = AgentHistory.Unknown;
    /// <summary>The most that the agent may move at once, by its manifest or a cap; null where nothing limits it.</summary>
    public long? MoneyLimitNanos { get; init; }
    /// <summary>The places that the contract calls recipient or target, as JSON pointers.</summary>
    public IReadOnlyList<string> MarkedPlaces { get; init; } = [];
    public RiskTable Table { get; init; } = RiskTable.Default;
}
