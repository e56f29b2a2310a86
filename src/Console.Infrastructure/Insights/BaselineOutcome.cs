using AgentConsole.Domain.Insights;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>What became of recording a baseline.</summary>
public abstract record BaselineOutcome
{
    private BaselineOutcome() { }

    public sealed record Recorded(WorkflowBaseline Baseline) : BaselineOutcome;

    /// <summary>As many workflows have one as may.</summary>
    public sealed record TooMany : BaselineOutcome;

    /// <summary>None of the caller's roles may.</summary>
    public sealed record Refused : BaselineOutcome;
}
