using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The second step of a sign-in: a code of the authenticator app, or a recovery code.</summary>
public sealed record SignInCode(PersonId Person, string SecurityStamp, string Code);
