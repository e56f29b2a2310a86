using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>One run and what is counted of it, without its events.</summary>
/// <param name="Id">Its number in the operational store, which forgets it after a while.</param>
/// <param name="IsGuessed">It is one trace, which no event has given a name.</param>
/// <param name="LastAt">When the last thing in it was over.</param>
/// <param name="EndWord">The outcome, in its agent's word.</param>
/// <param name="CostNanos">US dollars in billionths, of what has a price.</param>
/// <param name="Unpriced">Events that cost something that nobody knows.</param>
/// <param name="WaitedMs">Time in which a person was waited for.</param>
public sealed record RunFigures(
    long Id, string Agent, string Environment, string Name, bool IsGuessed, string? Workflow, string? AgentVersion, string? Model, string? Trigger,
    DateTimeOffset StartedAt, DateTimeOffset LastAt, DateTimeOffset? EndedAt, string? EndWord, RunState State,
    long Events, long ModelCalls, long ToolCalls, long Errors, long Denials, long InputTokens, long OutputTokens, long CostNanos, long Unpriced, long WaitedMs,
    DateTimeOffset? FaultAt, FaultDomain? Fault)
{
    public TimeSpan Duration => (EndedAt ?? LastAt) - StartedAt;

    public RunTotals Totals => new(StartedAt, LastAt, ModelCalls, ToolCalls, Errors, Denials, CostNanos, Unpriced, WaitedMs);
}
