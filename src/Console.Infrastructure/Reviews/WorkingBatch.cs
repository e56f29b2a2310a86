namespace AgentConsole.Infrastructure.Reviews;

/// <summary>The caller's working batch and what waits beside it.</summary>
/// <param name="Waiting">Pending proposals that the caller may decide, the batch included.</param>
public sealed record WorkingBatch(IReadOnlyList<QueueRow> Batch, int Waiting, TimeSpan? OldestAge);
