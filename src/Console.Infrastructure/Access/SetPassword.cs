using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Somebody with a password link chooses a password.</summary>
public sealed record SetPassword(string Code, ShownOnce Password);
