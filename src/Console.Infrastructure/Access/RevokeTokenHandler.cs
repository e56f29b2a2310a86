using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Ends a token: its owner may, and whoever manages people.</summary>
public sealed class RevokeTokenHandler(ConsoleTransaction transaction, LedgerWriter ledger, Standings standings, TimeProvider clock)
{
    public async Task<AccessOutcome> HandleAsync(RevokeToken command, CancellationToken cancellation)
    {
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var token = await db.AccessTokens.SingleOrDefaultAsync(token => token.Id == command.Token, inner);
            // Another person's token is as good as none, unless the caller manages people.
            if (token is null || !(command.Caller.IsOrServes(new(token.PersonId)) || command.Caller.May(Permission.ManagePeople)))
                return new AccessOutcome.Refused(AccessRefusal.UnknownToken);
            if (token.RevokedAt is not null) return new AccessOutcome.Done();

            token.RevokedAt = clock.Instant();
            ledger.Append(db, command.Caller, new AccessTokenRevoked(new(token.PersonId), token.Id));
            return new AccessOutcome.Done();
        }
    }
}
