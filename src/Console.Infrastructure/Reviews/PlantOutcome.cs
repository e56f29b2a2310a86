using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of planting a known-bad proposal.</summary>
public abstract record PlantOutcome
{
    public sealed record Planted(ProposalId Id, PlantedFlaw Flaw) : PlantOutcome;

    /// <summary>Nobody was asked about the model, or nothing in it can be made wrong within contract and manifest.</summary>
    public sealed record NotSuitable : PlantOutcome;

    public sealed record NotFound : PlantOutcome;

    public sealed record RoleMissing : PlantOutcome;

    private PlantOutcome() { }
}
