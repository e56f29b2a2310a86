using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Which runs are asked for; null asks for all.</summary>
/// <param name="Search">Begins the run's name, or is a word of its agent's or workflow's name.</param>
/// <param name="IsFaulty">Only those in which something went wrong.</param>
public sealed record RunsFilter(
    string? Search = null, string? Agent = null, string? Environment = null, string? Workflow = null, RunState? State = null, bool IsFaulty = false,
    FaultDomain? Fault = null, long? CostNanosMin = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
