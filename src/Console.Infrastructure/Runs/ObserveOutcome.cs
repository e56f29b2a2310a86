using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What came of an observation.</summary>
public abstract record ObserveOutcome
{
    public sealed record Kept(RunReading Reading, bool IsRepeat) : ObserveOutcome;

    /// <summary>The run is over: who goes on reading begins another.</summary>
    public sealed record Ended : ObserveOutcome;

    /// <summary>The run holds as much as it may; what it reads from here on is from nowhere.</summary>
    public sealed record Full : ObserveOutcome;

    private ObserveOutcome() { }
}
