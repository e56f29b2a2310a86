namespace AgentConsole.Infrastructure.Alerts;

/// <summary>What one run cost.</summary>
/// <param name="Workflow">Empty where it has none.</param>
internal sealed record RunCostRow(string Agent, string Environment, string Workflow, string Name, DateTimeOffset StartedAt, long CostNanos);
