using AgentConsole.Domain.Insights;

namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>What was measured of one agent, tool or workflow, before anybody says whether it is too much.</summary>
public abstract record AlertSample(AlertScope Scope)
{
    /// <param name="Earlier">Counts of windows of the same length before this one.</param>
    public sealed record Counts(AlertScope Scope, long Now, IReadOnlyList<long> Earlier) : AlertSample(Scope);

    /// <summary>So many of all failed, now and before.</summary>
    public sealed record Shares(AlertScope Scope, long Failed, long All, long EarlierFailed, long EarlierAll) : AlertSample(Scope);

    /// <param name="DearestNanos">The dearest run of the window.</param>
    /// <param name="EarlierNanos">What runs before it cost.</param>
    public sealed record Costs(AlertScope Scope, long DearestNanos, IReadOnlyList<long> EarlierNanos) : AlertSample(Scope);

    public sealed record Outcomes(AlertScope Scope, OutcomeDrift Drift) : AlertSample(Scope);

    /// <summary>A figure as it stands.</summary>
    public sealed record Level(AlertScope Scope, long ValueMicros) : AlertSample(Scope);
}
