using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What came of the beginning of a run.</summary>
public abstract record StartRunOutcome
{
    public sealed record Started(Run Run, bool IsRepeat) : StartRunOutcome;

    /// <summary>It was started before, with something else.</summary>
    public sealed record Differs : StartRunOutcome;

    /// <summary>It is over.</summary>
    public sealed record Ended : StartRunOutcome;

    /// <summary>More to read than one run may hold.</summary>
    public sealed record Full : StartRunOutcome;

    private StartRunOutcome() { }
}
