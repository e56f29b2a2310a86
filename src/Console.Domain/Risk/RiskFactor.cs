namespace AgentConsole.Domain.Risk;

/// <summary>One reason why a proposal is risky, its points, and a sentence for the reviewer.</summary>
public sealed record RiskFactor(string Name, int Points, string Why);
