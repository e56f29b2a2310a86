using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Gives back what is past its time: called by whoever looks first, and by a job for what nobody looks at.</summary>
public sealed class ExpireReservationsHandler(IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, SpendDesk desk, TimeProvider clock)
{
    /// <summary>Answers how many were given back; writes nothing where nothing is due.</summary>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            if (!await db.SpendReservations.AnyAsync(row => row.Status == ReservationStatus.Held && row.ExpiresAt <= now, cancellation)) return 0;
        return await transaction.RunAsync((db, inner) => desk.ExpireAsync(db, clock.Instant(), inner), cancellation);
    }
}
