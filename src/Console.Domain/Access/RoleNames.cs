namespace AgentConsole.Domain.Access;

/// <summary>Roles as one line of text, always in the same order.</summary>
public static class RoleNames
{
    public static string Of(IEnumerable<Role> roles) => string.Join(' ', roles.Order().Select(WireName.Of));
}
