using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Whether a caller is a certain person.</summary>
internal static class CallerIdentity
{
    public static bool IsPerson(this Caller caller, PersonId person) => caller is Caller.Person { Id: var id } && id == person;

    /// <summary>The person itself, or somebody with a shell on the server.</summary>
    public static bool IsOrServes(this Caller caller, PersonId person) => caller is Caller.Server || caller.IsPerson(person);
}
