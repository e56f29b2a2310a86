using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A tool in a list: its current version, and the stop that reaches it.</summary>
/// <param name="Contract">Null where this version of the console cannot read what was accepted; the tool is then refused.</param>
public sealed record ToolRow(ToolVersion Version, ToolContract? Contract, StopRow? Stop)
{
    public string Name => Version.Name;
}
