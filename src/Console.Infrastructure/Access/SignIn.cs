using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Somebody says who they are, with a password.</summary>
public sealed record SignIn(string Email, ShownOnce Password);
