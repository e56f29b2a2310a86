using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Ends a key; this node refuses it from the answer on, every other one within two seconds.</summary>
public sealed class RevokeAgentKeyHandler(ConsoleTransaction transaction, LedgerWriter ledger, Standings standings, TimeProvider clock)
{
    public async Task<AccessOutcome> HandleAsync(RevokeAgentKey command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.RevokeAgentKeys)) return new AccessOutcome.Refused(AccessRefusal.RoleMissing);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetAgent(command.Agent);
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var key = await db.AgentKeys.SingleOrDefaultAsync(key => key.Id == command.Key && key.Agent == command.Agent, inner);
            if (key is null) return new AccessOutcome.Refused(AccessRefusal.UnknownKey);
            if (key.RevokedAt is not null) return new AccessOutcome.Done();

            key.RevokedAt = clock.Instant();
            ledger.Append(db, command.Caller, new AgentKeyRevoked(key.Agent, key.Environment, key.Id));
            return new AccessOutcome.Done();
        }
    }
}
