namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>What came of a body of trace events.</summary>
public abstract record IntakeOutcome
{
    /// <summary>Written, all but those that are named.</summary>
    /// <param name="Accepted">Those that were written, and those that had been before.</param>
    public sealed record Taken(int Accepted, IReadOnlyList<RejectedEvent> Rejected) : IntakeOutcome;

    /// <summary>As much waits to be written as may: nothing of it was taken, and the same may be sent again after a while.</summary>
    public sealed record Busy : IntakeOutcome;

    private IntakeOutcome() { }
}
