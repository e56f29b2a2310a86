using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>What the page People can do, in one hand.</summary>
public sealed record PeopleDesk(
    AddPersonHandler Adding, ChangeRolesHandler Roles, DisablePersonHandler Disabling, IssuePasswordLinkHandler Links, SecondFactorHandler SecondFactors);
