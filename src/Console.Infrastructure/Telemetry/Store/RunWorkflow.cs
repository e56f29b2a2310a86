using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>A run's workflow, and who says so.</summary>
internal sealed record RunWorkflow(string Name, WorkflowSource Source)
{
    /// <summary>What an event says of its run's workflow; null where nothing.</summary>
    public static RunWorkflow? In(TraceEvent one) => one.Workflow is not { } name ? null
        : new(name, one.IsWorkflowGuessed ? WorkflowSource.Service : one.Kind == TraceKind.Run ? WorkflowSource.Run : WorkflowSource.Told);

    /// <summary>Of two the one that is better known, and of equals the first.</summary>
    public static RunWorkflow? Best(RunWorkflow? first, RunWorkflow? second) => second is null || first?.Source >= second.Source ? first : second;
}
