using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Web.Runs;

/// <summary>Events, states and layers as people read them.</summary>
internal static class TraceWords
{
    public static string Of(TraceKind kind) => kind switch
    {
        TraceKind.ModelCall => "model",
        TraceKind.ToolCall => "tool",
        TraceKind.Retrieval => "look-up",
        TraceKind.Step => "step",
        TraceKind.Policy => "policy",
        TraceKind.Review => "people",
        TraceKind.Release => "release",
        TraceKind.Run => "run",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The word of a badge; null where there is nothing to point out.</summary>
    public static string? Of(TraceOutcome outcome) => outcome switch
    {
        TraceOutcome.Error => "failed",
        TraceOutcome.Denied => "denied",
        TraceOutcome.Waiting => "waiting",
        _ => null,
    };

    public static string Of(FaultDomain domain) => domain switch
    {
        FaultDomain.ModelRuntime => "model runtime",
        FaultDomain.Orchestration => "orchestration",
        FaultDomain.Tools => "tools",
        FaultDomain.MemoryAndRetrieval => "memory and retrieval",
        FaultDomain.Controls => "controls",
        _ => throw new ArgumentOutOfRangeException(nameof(domain)),
    };

    /// <summary>The word of a run's badge.</summary>
    public static string Of(RunState state, bool isRunning) => state switch
    {
        RunState.Succeeded => "succeeded",
        RunState.Failed => "failed",
        RunState.Ended => "ended",
        _ => isRunning ? "running" : "open",
    };

    public static string Of(TimelineLane lane) => lane switch
    {
        TimelineLane.Agent => "Agent",
        TimelineLane.Tools => "Tools",
        TimelineLane.Policy => "Policy",
        TimelineLane.People => "People",
        _ => throw new ArgumentOutOfRangeException(nameof(lane)),
    };

    /// <summary>What a row says of an event: whom it asked, or what was said.</summary>
    public static string What(TraceEvent one) => one.Kind switch
    {
        TraceKind.ModelCall => one.Model ?? one.Name ?? "a model",
        TraceKind.ToolCall => one.Tool ?? one.Name ?? "a tool",
        TraceKind.Policy => $"{one.Word} {one.Tool}",
        TraceKind.Review => $"{one.Word} {one.Tool}",
        TraceKind.Release => $"{one.Word} {one.Tool}",
        TraceKind.Run => one.Name == RunMoments.Ended ? $"ended: {one.Word}" : "began",
        _ => one.Name ?? one.Tool ?? one.Model ?? Of(one.Kind),
    };

    public static string Tokens(long tokens) => tokens.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
