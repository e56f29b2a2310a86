using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The first person of a console, by the link that its first start printed.</summary>
public sealed record SetUp(string Code, string Email, string DisplayName, ShownOnce Password);
