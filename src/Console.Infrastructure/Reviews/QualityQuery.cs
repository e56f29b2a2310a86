using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>How people have been deciding of late: one's own figures, and for security everybody's, by name.</summary>
public sealed class QualityQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>Decisions that are looked at for one person; beyond them the newest count.</summary>
    public const int DecisionsMax = 5_000;

    private const int PeopleMax = 200;

    /// <summary>Empty where the caller may see nobody's.</summary>
    public async Task<IReadOnlyList<ReviewerQuality>> OfAsync(Caller.Person caller, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = clock.Instant().AddDays(-ReviewLimits.QualityDays);
        if (!caller.Roles.Contains(Role.Security))
            return caller.May(Permission.DecideProposals) ? [await OneAsync(db, caller.Id, caller.DisplayName, since, cancellation)] : [];

        var deciding = Enum.GetValues<Role>().Where(role => RolePermissions.Allows(role, Permission.DecideProposals)).ToList();
        var people = await db.Users.AsNoTracking().Where(person => db.PersonRoles.Any(row => row.PersonId == person.Id && deciding.Contains(row.Role)))
            .OrderBy(person => person.DisplayName).ThenBy(person => person.Id).Select(person => new { person.Id, person.DisplayName }).Take(PeopleMax).ToListAsync(cancellation);
        var all = new List<ReviewerQuality>();
        foreach (var person in people) all.Add(await OneAsync(db, new(person.Id), person.DisplayName, since, cancellation));
        return all;
    }

    private static async Task<ReviewerQuality> OneAsync(
        ConsoleDbContext db, PersonId id, string name, DateTimeOffset since, CancellationToken cancellation)
    {
        var latest = db.Decisions.AsNoTracking().Where(decision => decision.PersonId == id && decision.At > since)
            .OrderByDescending(decision => decision.At).Take(DecisionsMax);
        var approved = latest.Where(decision => decision.IsCaught == null && (decision.Kind == DecisionKind.Approve || decision.Kind == DecisionKind.Edit))
            .Select(decision => decision.ProposalId);
        var later = await db.Proposals.CountAsync(proposal => approved.Contains(proposal.Id)
            && (proposal.Status == ProposalStatus.Failed || db.Incidents.Any(incident => incident.ProposalId == proposal.Id)), cancellation);
        return ReviewerQuality.Of(id, name, await latest.ToListAsync(cancellation), later);
    }
}
