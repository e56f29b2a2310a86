namespace AgentConsole.Domain.Telemetry;

/// <summary>Two runs side by side, by the tools that they called in order.</summary>
/// <param name="Alike">How many calls both made alike, from the beginning on.</param>
/// <param name="Here">The first call that differs in this run; null where it made no more.</param>
/// <param name="There">The first call that differs in the other.</param>
public sealed record RunComparison(int Alike, TraceEvent? Here, TraceEvent? There)
{
    public static RunComparison Of(IReadOnlyList<TraceEvent> here, IReadOnlyList<TraceEvent> there)
    {
        var (own, other) = (CallsIn(here), CallsIn(there));
        var alike = 0;
        while (alike < own.Count && alike < other.Count && own[alike].Tool == other[alike].Tool && (own[alike].Fault is null) == (other[alike].Fault is null)) alike++;
        return new(alike, own.ElementAtOrDefault(alike), other.ElementAtOrDefault(alike));
    }

    private static List<TraceEvent> CallsIn(IReadOnlyList<TraceEvent> events) => [.. events.Where(one => one.Kind == TraceKind.ToolCall)];
}
