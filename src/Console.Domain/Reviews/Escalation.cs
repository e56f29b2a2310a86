using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Reviews;

/// <summary>Who is asked besides when those who are asked do not decide: first who answers for the agent, then security.</summary>
public static class Escalation
{
    /// <summary>The roles to try, in their order; none where all of them are asked already.</summary>
    public static IReadOnlyList<Role> After(IReadOnlySet<Role> asked) => [.. ((Role[])[Role.Dri, Role.Security]).Where(role => !asked.Contains(role))];
}
