using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Domain;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>Refusals of this room as problem details.</summary>
internal static class AccessProblems
{
    public static IResult Unauthenticated(string? why) => Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated",
        why ?? "Send an agent's key or a personal access token as a bearer, or sign in.");

    public static IResult AntiforgeryRequired(string header) => Problems.Of(StatusCodes.Status403Forbidden, "antiforgery_required",
        $"A call that changes something with the sign-in cookie carries a token in the header {header}.");

    /// <summary>Says what was needed, from what the endpoint asks for.</summary>
    public static IResult Forbidden(HttpContext context) => CallerRequirement.Missing(context) switch
    {
        { Kind: CallerKind.Agent } => Problems.Of(StatusCodes.Status403Forbidden, "agent_needed", "Only an agent's key may do this."),
        { Kind: CallerKind.Person } when context.User.CallerOf() is not Caller.Person =>
            Problems.Of(StatusCodes.Status403Forbidden, "person_needed", "An agent's key may not do this; a person may."),
        { Permission: { } permission } => RoleMissing(permission),
        _ => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "This needs a role that you do not hold."),
    };

    public static IResult RoleMissing(Permission permission)
    {
        var roles = Enum.GetValues<Role>().Where(role => RolePermissions.Allows(role, permission)).Select(WireName.Of).ToList();
        return Problems.Of(StatusCodes.Status403Forbidden, "role_missing", $"This needs one of the roles {string.Join(", ", roles)}.",
            new Dictionary<string, object?> { ["roles"] = roles });
    }

    /// <summary>Whoever holds the role of a DRI answers for some agents, and for no other, no tool, and not for everything.</summary>
    public static IResult NotYourAgent() => Of(AccessRefusal.NotYourAgent);

    public static IResult Of(AccessRefusal why) => Problems.Of(AccessWords.StatusOf(why), WireName.Of(why), AccessWords.Sentence(why));
}
