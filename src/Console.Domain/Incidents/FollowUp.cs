namespace AgentConsole.Domain.Incidents;

/// <summary>What somebody promised to do after an incident, and until when.</summary>
public sealed class FollowUp
{
    public required IncidentId IncidentId { get; init; }
    public required int Number { get; init; }
    public required string Text { get; init; }
    /// <summary>Who will do it: a name or an address.</summary>
    public required string Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? DoneAt { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsOverdue(DateTimeOffset now) => DoneAt is null && DueOn < DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>False, and nothing changed, where it was done before.</summary>
    public bool TryFinish(DateTimeOffset now)
    {
        if (DoneAt is not null) return false;
        DoneAt = now;
        Version++;
        return true;
    }
}
