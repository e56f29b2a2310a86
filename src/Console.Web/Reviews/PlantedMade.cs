using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>A planted proposal, said to whoever planted it and to nobody else.</summary>
public sealed record PlantedMade(string Id, PlantedFlaw Flaw);
