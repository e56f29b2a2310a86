using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>The planted proposal that the caller decided last.</summary>
public sealed record PlantedView(string Id, bool Caught, PlantedFlaw Flaw, DateTimeOffset DecidedAt)
{
    public static PlantedView Of(RevealedProposal revealed) => new(revealed.Id.ToString(), revealed.IsCaught, revealed.Flaw, revealed.At);
}
