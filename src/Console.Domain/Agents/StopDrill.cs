namespace AgentConsole.Domain.Agents;

/// <summary>A rehearsal of the stop switch: everything was done as for a real stop, checked, timed, and taken back before anybody could see it.</summary>
public sealed class StopDrill
{
    public required Guid Id { get; init; }
    public required StopScope Scope { get; init; }
    /// <summary>The agent's or the tool's name; empty for everything.</summary>
    public required string Name { get; init; }
    public required string DrilledBy { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>From the order to the moment when nothing could pass any more, the wait for the writer included.</summary>
    public required int ElapsedMs { get; init; }
    /// <summary>Pending and holding proposals that it held.</summary>
    public required int Frozen { get; init; }
    /// <summary>Unused grants that it made void.</summary>
    public required int Revoked { get; init; }
    /// <summary>What runs already, and no stop can take back.</summary>
    public required int Running { get; init; }
    /// <summary>What would still have passed, in words; null where nothing would.</summary>
    public string? Fault { get; init; }

    /// <summary>Nothing would have passed, and it was quick enough.</summary>
    public bool HasHeld => Fault is null && ElapsedMs <= AgentLimits.StopMsMax;
}
