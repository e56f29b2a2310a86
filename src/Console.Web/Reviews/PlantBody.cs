using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>Names the real proposal to make a known-bad one from, and which flaw it is to have.</summary>
internal sealed record PlantBody(string Like, PlantedFlaw? Flaw);
