using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Tests.Telemetry;

/// <summary>Events of one run, a second apart.</summary>
internal static class T
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static TraceEvent Tool(int second, string tool, TraceOutcome outcome = TraceOutcome.Ok, string? call = null) => Of(second, TraceKind.ToolCall) with
    {
        Tool = tool,
        Outcome = outcome,
        CallHash = call,
        LatencyMs = 100,
    };

    public static TraceEvent Model(int second) => Of(second, TraceKind.ModelCall) with { Model = "gpt-4.1-mini", LatencyMs = 500 };

    public static TraceEvent Of(int second, TraceKind kind) => new()
    {
        Id = second + 1,
        Agent = "support",
        Environment = "production",
        Run = "run-7",
        At = Noon.AddSeconds(second),
        ReceivedAt = Noon.AddSeconds(second),
        Kind = kind,
        Outcome = TraceOutcome.Ok,
    };
}
