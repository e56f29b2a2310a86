namespace AgentConsole.Domain.Telemetry;

/// <summary>The five layers that fail apart and have owners of their own.</summary>
public enum FaultDomain
{
    ModelRuntime,
    Orchestration,
    Tools,
    MemoryAndRetrieval,
    Controls,
}
