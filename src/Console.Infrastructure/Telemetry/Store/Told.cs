using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>An event of one transaction, which may change until it is counted: a new one, or one that is kept already.</summary>
internal sealed class Told(TraceEvent one, long? run)
{
    public TraceEvent Event { get; set; } = one;

    /// <summary>As it is kept; for a new one as it came.</summary>
    public TraceEvent Before { get; } = one;

    public long? Run => run;

    /// <summary>What went wrong by it is another's fault now, or nobody's.</summary>
    public bool HasLostFault => Before.Fault is { } fault && Event.Fault != fault;
}
