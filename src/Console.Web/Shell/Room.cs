using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Shell;

/// <summary>One entry of the left rail; who lacks the permission is not shown the door.</summary>
public sealed record Room(string Name, string Href, IconName Icon, Permission? Needs = null);
