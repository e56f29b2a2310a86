using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A tool with all its versions, newest first.</summary>
/// <param name="Shown">The version that is looked at; the current one unless another was asked for.</param>
/// <param name="Agents">Who may propose it, by manifest.</param>
public sealed record ToolDetail(
    ToolVersion Shown, ToolContract? Contract, IReadOnlyList<ToolVersionRow> Versions, StopRow? Stop, IReadOnlyList<string> Agents)
{
    public string Name => Shown.Name;

    public bool IsRetired => Versions.All(version => !version.IsCurrent);
}
