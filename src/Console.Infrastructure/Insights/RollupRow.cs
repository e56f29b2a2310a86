namespace AgentConsole.Infrastructure.Insights;

/// <summary>The sums of one group.</summary>
/// <param name="At">Where its bucket begins; null where time was not asked for.</param>
/// <param name="Keys">In the order that was asked for; null stands for all that were not named, the empty text for events without such a name.</param>
public sealed record RollupRow(DateTimeOffset? At, IReadOnlyList<string?> Keys, RollupSums Sums);
