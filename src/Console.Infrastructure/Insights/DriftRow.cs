using AgentConsole.Domain.Insights;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>Whether the outcomes of one agent, in one environment and workflow where those are told apart, have fallen.</summary>
public sealed record DriftRow(string Agent, string? Environment, string? Workflow, OutcomeDrift Drift);
