using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Spend;

/// <summary>Money taken aside before an act: a model call that an agent asked for, or a proposal whose tool has a price.</summary>
public sealed class SpendReservation
{
    public required ReservationId Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    /// <summary>The agent's own name of the run; null for a proposal without one.</summary>
    public string? RunName { get; init; }
    /// <summary>What the run said of itself when the money was taken aside.</summary>
    public string? Workflow { get; init; }
    /// <summary>The day in UTC whose caps it counts against; what waits over midnight moves to the next when it is released.</summary>
    public required string Day { get; set; }
    public ProposalId? ProposalId { get; init; }
    public string? Model { get; init; }
    public string? IdempotencyKey { get; init; }
    /// <summary>Of what was asked, to tell a repeat.</summary>
    public string? RequestDigest { get; init; }
    public required long ReservedNanos { get; init; }
    public long? SettledNanos { get; private set; }
    /// <summary>Of what it was settled with, to tell a repeat.</summary>
    public string? SettledDigest { get; private set; }
    /// <summary>It cost more than was taken aside: the one way past a cap.</summary>
    public bool IsOverrun { get; private set; }
    public ReservationStatus Status { get; private set; } = ReservationStatus.Held;
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Null for a proposal's, which ends with the proposal.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public int Version { get; private set; } = 1;

    /// <summary>What still counts as taken aside.</summary>
    public long HeldNanos => Status == ReservationStatus.Held ? ReservedNanos : 0;

    public bool IsOverdue(DateTimeOffset now) => Status == ReservationStatus.Held && ExpiresAt <= now;

    /// <summary>Gives it back; false, and nothing changed, where it does not count any more.</summary>
    public bool TryClose(ReservationStatus status, DateTimeOffset now)
    {
        if (Status != ReservationStatus.Held || status is not (ReservationStatus.Released or ReservationStatus.Expired)) return false;
        (Status, ClosedAt) = (status, now);
        Version++;
        return true;
    }

    /// <summary>Takes it aside again, on another day where one has begun.</summary>
    public void HoldAgain(string day)
    {
        if (Status is not (ReservationStatus.Held or ReservationStatus.Released)) throw new InvalidOperationException($"{Id} is over.");
        (Status, Day, ClosedAt) = (ReservationStatus.Held, day, null);
        Version++;
    }

    /// <summary>Says what it cost; false, and nothing changed, where that was said before.</summary>
    public bool TrySettle(long nanos, string? digest, DateTimeOffset now)
    {
        if (Status == ReservationStatus.Settled) return false;
        IsOverrun = nanos > HeldNanos;
        (Status, SettledNanos, SettledDigest, ClosedAt) = (ReservationStatus.Settled, nanos, digest, now);
        Version++;
        return true;
    }
}
