namespace AgentConsole.Infrastructure.Insights;

/// <summary>What a group cost.</summary>
public sealed record SpendRow(GroupKey Key, RollupSums Sums);
