using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Every counter that an act counts towards: all of them have room, or nothing is taken from any.</summary>
internal sealed record Purse(IReadOnlyList<SpendLine> Lines)
{
    /// <summary>The first cap that has no room for so much; null where all have.</summary>
    public FullCap? FullFor(long nanos) => Lines.FirstOrDefault(line => !line.Use.Fits(nanos, line.Cap)) is { } line
        ? new(line.Budget, line.Use.Environment, line.Scope, line.Cap ?? SpendLimits.UseNanosMax, line.Use.UsedNanos, nanos)
        : null;

    public void Reserve(long nanos, DateTimeOffset now)
    {
        foreach (var line in Lines) line.Use.Reserve(nanos, line.Cap, now);
    }

    public void Release(long nanos, DateTimeOffset now)
    {
        foreach (var line in Lines) line.Use.Release(nanos, now);
    }

    public void Settle(long reserved, long cost, DateTimeOffset now)
    {
        foreach (var line in Lines) line.Use.Settle(reserved, cost, now);
    }

    /// <summary>What the agent's own caps leave.</summary>
    public SpendLeft Left() => new(LeftOf(CapPeriod.Run), LeftOf(CapPeriod.Day));

    private long? LeftOf(CapPeriod period) =>
        Lines.FirstOrDefault(line => line.Budget.Kind == BudgetKind.Agent && line.Scope.Period == period)?.LeftNanos;
}
