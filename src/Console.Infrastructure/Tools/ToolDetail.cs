using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A tool with all its versions, newest first.</summary>
/// <param name="Shown">The version that is looked at; the current one unless another was asked for.</param>
/// <param name="Stops">All that reach it, the latest first.</param>
/// <param name="Agents">Who may propose it, by manifest.</param>
public sealed record ToolDetail(
    ToolVersion Shown, ToolContract? Contract, IReadOnlyList<ToolVersionRow> Versions, IReadOnlyList<StopRow> Stops, IReadOnlyList<string> Agents)
{
    public string Name => Shown.Name;

    /// <summary>The latest of those that reach it.</summary>
    public StopRow? Stop => Stops.Count > 0 ? Stops[0] : null;

    /// <summary>Whether it is stopped by its own name, whatever else stops it.</summary>
    public bool HasOwnStop => Stops.Any(stop => stop.Scope == StopScope.Tool);

    public bool IsRetired => Versions.All(version => !version.IsCurrent);
}
