namespace AgentConsole.Infrastructure.Insights;

/// <summary>Whose figures are asked for; null asks for all.</summary>
public sealed record RollupFilter(
    string? Agent = null, string? Environment = null, string? Workflow = null, string? Tool = null, string? Model = null, string? Rule = null)
{
    public static readonly RollupFilter Everything = new();
}
