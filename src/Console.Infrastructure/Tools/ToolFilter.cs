using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Which tools a list shows; empty asks for all in use.</summary>
public sealed record ToolFilter(string Search = "", SideEffect? SideEffect = null);
