using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>How people read who threw or lifted a switch; the order itself keeps only the actor.</summary>
public sealed class StopNames
{
    private const string PersonPrefix = "person:";
    private static readonly string ServerActor = new Caller.Server().Actor;

    public async Task<string> OfAsync(ConsoleDbContext db, string actor, CancellationToken cancellation)
    {
        if (actor == ServerActor) return "somebody on the server";
        if (!actor.StartsWith(PersonPrefix, StringComparison.Ordinal) || !PersonId.TryParse(actor[PersonPrefix.Length..], out var id)) return actor;
        var name = await db.Users.Where(person => person.Id == id.Value).Select(person => person.DisplayName).SingleOrDefaultAsync(cancellation);
        return string.IsNullOrEmpty(name) ? actor : name;
    }
}
