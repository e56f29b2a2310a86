using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Puts names to actors: neither the chain nor a stop order holds one, so that a name can be erased.</summary>
public sealed class ActorNames(IDbContextFactory<ConsoleDbContext> contexts)
{
    private const string PersonPrefix = "person:";
    private const string AgentPrefix = "agent:";

    /// <summary>A name for each actor; a person who is no longer known keeps the id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> actors, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await OfAsync(db, actors, cancellation);
    }

    /// <summary>The same inside a transaction.</summary>
    internal static async Task<string> OfAsync(ConsoleDbContext db, string actor, CancellationToken cancellation) =>
        (await OfAsync(db, [actor], cancellation))[actor];

    internal static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        ConsoleDbContext db, IReadOnlyCollection<string> actors, CancellationToken cancellation)
    {
        var ids = actors.Select(PersonOf).OfType<Guid>().Distinct().ToList();
        var people = ids.Count == 0 ? [] : await db.Users.AsNoTracking().Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        return actors.Distinct().ToDictionary(actor => actor, NameOf);

        string NameOf(string actor) => PersonOf(actor) is { } id ? people.GetValueOrDefault(id, actor)
            : actor == new Caller.Server().Actor ? "the server"
            : actor.StartsWith(AgentPrefix, StringComparison.Ordinal) ? actor[AgentPrefix.Length..]
            : actor;
    }

    private static Guid? PersonOf(string actor) =>
        actor.StartsWith(PersonPrefix, StringComparison.Ordinal) && PersonId.TryParse(actor[PersonPrefix.Length..], out var id) ? id.Value : null;
}
