using AgentConsole.Domain.Risk;

namespace AgentConsole.Web.Proposals;

/// <summary>The risk score and the factors that make it.</summary>
public sealed record RiskView(int Score, IReadOnlyList<RiskFactor> Factors);
