using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Whether somebody who decides at a screen is to pause. A script that decides by a token does not tire, and is not slowed.</summary>
public sealed class BrakeQuery(TimeProvider clock)
{
    private const int LookedAt = Brake.StreakMax * 10;

    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, PersonId, DateTimeOffset, IAsyncEnumerable<Decision>> _latest = EF.CompileAsyncQuery(
        (ConsoleDbContext db, PersonId person, DateTimeOffset since) => db.Decisions.AsNoTracking()
            .Where(decision => decision.PersonId == person && decision.At > since).OrderByDescending(decision => decision.At).Take(LookedAt));

    /// <summary>The brake in force; null where there is none.</summary>
    internal async Task<Brake?> OfAsync(ConsoleDbContext db, Caller.Person person, CancellationToken cancellation)
    {
        if (person.Method is null or ApprovalMethod.Token) return null;
        var now = clock.Instant();
        var latest = new List<Decision>();
        await foreach (var decision in _latest(db, person.Id, now.AddHours(-1)).WithCancellation(cancellation)) latest.Add(decision);
        return Brake.Of(latest, now);
    }
}
