namespace AgentConsole.Domain.Telemetry;

/// <summary>One bar of a timeline, or several that lie too close to be told apart.</summary>
/// <param name="Left">Share of the width at which it begins, from 0 to 1.</param>
/// <param name="Width">Share of the width that it takes; 0 for a moment.</param>
/// <param name="Row">Its row inside the lane, from 0 on, where bars lie above each other.</param>
/// <param name="Name">A tool with its target, a model or a step, as the agent called it.</param>
/// <param name="Count">How many events it stands for.</param>
/// <param name="Event">The event it leads to: of several, the first that went wrong, or else the first.</param>
public sealed record TimelineBar(TimelineLane Lane, double Left, double Width, int Row, string Name, int Count, TraceKind Kind, TraceOutcome Outcome, long Event)
{
    /// <summary>From when the first of them began until the last was over; null where nobody said how long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Share of the width until the next bar of its row begins.</summary>
    public double Room { get; init; }

    /// <summary>What they cost together, of what has a price; null where none of them has one.</summary>
    public long? CostNanos { get; init; }
}
