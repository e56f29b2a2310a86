namespace AgentConsole.Domain.Spend;

/// <summary>
/// That something else is paid in a stretch of time than before. Whatever was priced by the book before and lies within it is to be
/// priced anew; the rows are numbered in the order in which they were committed.
/// </summary>
public sealed class PriceChange
{
    public required long Number { get; init; }
    public required PriceKind Kind { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset From { get; init; }
    /// <summary>The first moment that is not affected; null where the stretch is open.</summary>
    public DateTimeOffset? To { get; init; }
    public required DateTimeOffset At { get; init; }
}
