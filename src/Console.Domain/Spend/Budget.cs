namespace AgentConsole.Domain.Spend;

/// <summary>What a workflow or an environment may spend on a day. An agent's caps stand in its own document.</summary>
public sealed class Budget
{
    /// <summary>A <see cref="BudgetId"/> as text.</summary>
    public required string Id { get; init; }
    public required BudgetKind Kind { get; init; }
    public required string Name { get; init; }
    public required long PerDayUsdNanos { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;
}
