namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Who says which workflow a run belongs to, the weakest first; kept as numbers, which do not change.</summary>
internal enum WorkflowSource
{
    /// <summary>Nobody: it is what the program is called.</summary>
    Service = 0,
    /// <summary>One of its events.</summary>
    Told = 1,
    /// <summary>Whoever began the run.</summary>
    Run = 2,
}
