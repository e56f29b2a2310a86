namespace AgentConsole.Domain.Reviews;

/// <summary>Said to whoever decided on a planted proposal: that it was one, what was wrong with it, and whether it was caught.</summary>
public sealed record PlantedReveal(bool IsCaught, PlantedFlaw Flaw);
