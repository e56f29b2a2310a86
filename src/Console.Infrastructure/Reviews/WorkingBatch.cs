namespace AgentConsole.Infrastructure.Reviews;

/// <summary>The caller's working batch and what waits beside it.</summary>
/// <param name="Waiting">Pending proposals that the caller may decide, those of the batch included.</param>
/// <param name="RiskMax">The highest risk among them.</param>
public sealed record WorkingBatch(IReadOnlyList<QueueRow> Batch, int Waiting, TimeSpan? OldestAge, int? RiskMax)
{
    public static WorkingBatch Empty { get; } = new([], 0, null, null);
}
