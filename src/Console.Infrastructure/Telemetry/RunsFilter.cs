using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Which runs are asked for; null asks for all.</summary>
/// <param name="Search">Begins the run's name, or is its agent's or its workflow's whole name; capitals count.</param>
/// <param name="IsFaulty">Only those in which something went wrong.</param>
/// <param name="Fault">Something went wrong in this layer, be it the first that did or a later one.</param>
/// <param name="From">It was still active then, or was later: with <paramref name="To"/>, it was active in between.</param>
/// <param name="To">It had begun before then.</param>
/// <param name="Tool">Something that was told of the run is about this tool.</param>
/// <param name="Model">It called this model.</param>
/// <param name="Rule">This rule was applied in it.</param>
public sealed record RunsFilter(
    string? Search = null, string? Agent = null, string? Environment = null, string? Workflow = null, RunState? State = null, bool IsFaulty = false,
    FaultDomain? Fault = null, long? CostNanosMin = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    string? Tool = null, string? Model = null, string? Rule = null);
