namespace AgentConsole.Domain.Access;

/// <summary>Separation of duties: who registered an agent or holds one of its keys does not decide on what it proposes.</summary>
public static class Separation
{
    public static bool MayDecide(PersonId person, PersonId? registeredBy, IEnumerable<PersonId> keyHolders) =>
        registeredBy != person && !keyHolders.Contains(person);
}
