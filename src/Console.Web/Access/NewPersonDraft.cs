using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Access;

/// <summary>Somebody to be added, as typed.</summary>
public sealed record NewPersonDraft(string Email, string Name, IReadOnlySet<Role> Roles);
