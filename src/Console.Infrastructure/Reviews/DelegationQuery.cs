using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Who decides for whom at the moment.</summary>
public sealed class DelegationQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private const int RowsMax = 200;

    /// <summary>What this person lent or was lent and is still on, soonest to end first.</summary>
    public async Task<IReadOnlyList<Delegation>> OfAsync(Caller.Person person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        return await db.Delegations.AsNoTracking().Where(row => (row.FromId == person.Id || row.ToId == person.Id) && row.Until > now)
            .OrderBy(row => row.Until).ThenBy(row => row.Id).Take(RowsMax).ToListAsync(cancellation);
    }
}
