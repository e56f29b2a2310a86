using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Spend;

/// <summary>So much more than the cap, until a moment, because somebody who answers for it said so.</summary>
public sealed class BudgetRaise
{
    public required RaiseId Id { get; init; }
    /// <summary>A <see cref="BudgetId"/> as text.</summary>
    public required string Budget { get; init; }
    public required CapPeriod Period { get; init; }
    public required long AmountNanos { get; init; }
    public required string Reason { get; init; }
    public required PersonId RaisedById { get; init; }
    public required string RaisedByName { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required DateTimeOffset Until { get; init; }
    /// <summary>When somebody took it back before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsInForce(DateTimeOffset now) => EndedAt is null && Until > now;

    /// <summary>False, and nothing changed, where it is over already.</summary>
    public bool TryEnd(DateTimeOffset now)
    {
        if (!IsInForce(now)) return false;
        EndedAt = now;
        Version++;
        return true;
    }
}
