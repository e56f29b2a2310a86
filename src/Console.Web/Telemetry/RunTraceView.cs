using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Telemetry;

/// <summary>A run on the wire, with what is counted of it.</summary>
/// <param name="State">open, succeeded, failed, or ended in a way that says neither.</param>
/// <param name="Outcome">The word with which its agent ended it.</param>
/// <param name="Cost">What has a price; what has none is counted in <paramref name="UnpricedEvents"/>.</param>
/// <param name="WaitedMs">Time in which a person was waited for, which is part of no latency.</param>
/// <param name="IsTraceOnly">It has no name of its own: the name is its trace's id.</param>
/// <param name="Policies">The sets of policies, each as set@version, that its proposals were judged by.</param>
public sealed record RunTraceView(
    string RunId, string Agent, string Environment, string? Workflow, string? Trigger, string? AgentVersion, string? Model, RunState State, string? Outcome,
    DateTimeOffset StartedAt, DateTimeOffset LastAt, DateTimeOffset? EndedAt, long DurationMs, long Events, long ModelCalls, long ToolCalls, long Errors, long Denials,
    RunTraceView.UsageView Usage, MoneyView Cost, long UnpricedEvents, long WaitedMs, FaultDomain? FaultDomain, DateTimeOffset? FirstFaultAt, bool IsTraceOnly,
    IReadOnlyList<string> Policies)
{
    /// <summary>Tokens.</summary>
    public sealed record UsageView(long InputTokens, long OutputTokens);

    /// <summary>How much it stands out among its peers, where runs are asked for in that order.</summary>
    public TriageView? Triage { get; init; }

    /// <summary>From 0 to 100, and in which figures it is among the highest quarter.</summary>
    public sealed record TriageView(int Score, IReadOnlyList<string> Why);

    internal static RunTraceView Of(RunFigures run, IEnumerable<string> policies) => new(
        run.Name, run.Agent, run.Environment, run.Workflow, run.Trigger, run.AgentVersion, run.Model, run.State, run.EndWord,
        run.StartedAt, run.LastAt, run.EndedAt, (long)run.Duration.TotalMilliseconds, run.Events, run.ModelCalls, run.ToolCalls, run.Errors, run.Denials,
        new(run.InputTokens, run.OutputTokens), MoneyView.Of(run.CostNanos), run.Unpriced, run.WaitedMs, run.Fault, run.FaultAt, run.IsGuessed, [.. policies]);
}
