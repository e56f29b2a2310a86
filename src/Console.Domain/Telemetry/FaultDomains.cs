namespace AgentConsole.Domain.Telemetry;

/// <summary>Attributes what went wrong to one layer, by the kind of the event alone.</summary>
public static class FaultDomains
{
    /// <summary>The layer of an event that went wrong; null where it did not, or where no layer is to blame.</summary>
    public static FaultDomain? Of(TraceKind kind, TraceOutcome outcome) => outcome switch
    {
        TraceOutcome.Denied => FaultDomain.Controls,
        TraceOutcome.Error => kind switch
        {
            TraceKind.ModelCall => FaultDomain.ModelRuntime,
            TraceKind.ToolCall => FaultDomain.Tools,
            TraceKind.Retrieval => FaultDomain.MemoryAndRetrieval,
            TraceKind.Policy or TraceKind.Review or TraceKind.Release => FaultDomain.Controls,
            TraceKind.Step or TraceKind.Run => FaultDomain.Orchestration,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        },
        _ => null,
    };
}
