using AgentConsole.Domain.Insights;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>One look at the roll-ups.</summary>
/// <param name="By">What the sums are split by, in this order.</param>
/// <param name="IsByTime">Split by bucket too.</param>
/// <param name="Named">Where given, names of the first of <paramref name="By"/> that stand for themselves; all others are one group whose key is null.</param>
public sealed record RollupAsk(InsightRange Range, RollupFilter Filter, IReadOnlyList<Dimension> By, bool IsByTime = false, IReadOnlyList<string>? Named = null);
