using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A way in for somebody who has no password, or has forgotten it.</summary>
public sealed record IssuePasswordLink(Caller Caller, PersonId Person);
