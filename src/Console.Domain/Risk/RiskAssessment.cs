namespace AgentConsole.Domain.Risk;

/// <summary>A score from 0 to 100 and the factors that make it, largest first.</summary>
public sealed record RiskAssessment(int Score, IReadOnlyList<RiskFactor> Factors);
