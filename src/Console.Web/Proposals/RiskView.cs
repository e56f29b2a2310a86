using AgentConsole.Domain.Risk;

namespace AgentConsole.Web.Proposals;

/// <summary>The risk score and the factors that make it.</summary>
/// <param name="TableVersion">For operators: the version of the risk table that scored it.</param>
public sealed record RiskView(int Score, IReadOnlyList<RiskFactor> Factors, int? TableVersion = null);
