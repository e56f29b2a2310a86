namespace AgentConsole.Infrastructure.Insights;

/// <summary>Proposals of one agent and tool that wait for a person now.</summary>
public sealed record WaitingRow(string Agent, string Tool, int Count, DateTimeOffset OldestAt);
