using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>Whose figures are asked for; null asks for all.</summary>
public sealed record RollupFilter(
    string? Agent = null, string? Environment = null, string? Workflow = null, string? Tool = null, string? Model = null, string? Rule = null)
{
    /// <summary>Stands for names beyond those that one agent may make; nothing has this name.</summary>
    public const string Other = SeriesKey.Other;

    public static readonly RollupFilter Everything = new();
}
