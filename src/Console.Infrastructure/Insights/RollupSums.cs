namespace AgentConsole.Infrastructure.Insights;

/// <summary>What was counted of a group.</summary>
/// <param name="CostUsd">Of what has a price.</param>
/// <param name="Unpriced">Events that cost something that nobody knows.</param>
/// <param name="LatencyMs">The sum over those that are <paramref name="Timed"/>.</param>
public readonly record struct RollupSums(long Events, long InputTokens, long OutputTokens, long CachedTokens, decimal CostUsd, long Unpriced, long LatencyMs, long Timed)
{
    public static RollupSums operator +(RollupSums left, RollupSums right) => new(
        left.Events + right.Events, left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens, left.CachedTokens + right.CachedTokens,
        left.CostUsd + right.CostUsd, left.Unpriced + right.Unpriced, left.LatencyMs + right.LatencyMs, left.Timed + right.Timed);

    public static RollupSums Add(RollupSums left, RollupSums right) => left + right;
}
