namespace AgentConsole.Infrastructure.Jobs;

/// <summary>What one run of a job did: how much, and in words for the jobs page.</summary>
public sealed record JobReport(int Done, string Summary);
