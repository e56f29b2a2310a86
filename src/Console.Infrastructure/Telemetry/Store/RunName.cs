namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Names that a run is found by, or that are told of it; kept as numbers, which do not change.</summary>
internal enum RunName
{
    Tool = 0,
    Model = 1,
    Rule = 2,
    /// <summary>A set of policies and its version, which a proposal of the run was judged by.</summary>
    Policy = 3,
    /// <summary>A layer in which something went wrong.</summary>
    Layer = 4,
}
