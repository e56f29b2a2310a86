using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Proposals;

/// <summary>Said to whoever decided on a planted proposal.</summary>
public sealed record PlantedResult(bool Caught, PlantedFlaw Flaw);
