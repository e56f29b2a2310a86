using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person who is signed in chooses another password.</summary>
public sealed record ChangePassword(Caller.Person Caller, ShownOnce Present, ShownOnce Next);
