using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Keeps what somebody wrote as a set's draft; nothing decides by it yet.</summary>
public sealed class SavePolicyHandler(ConsoleTransaction transaction, PolicySetDesk desk, PolicyCache cache)
{
    public async Task<PolicySetOutcome> HandleAsync(SavePolicy command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.WritePolicies)) return new PolicySetOutcome.RoleMissing(Permission.WritePolicies);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is PolicySetOutcome.Done) await cache.ReloadAsync(cancellation);
        return outcome;

        async Task<PolicySetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (command.VersionSeen is { } seen)
            {
                var now = await db.PolicySets.Where(set => set.Name == command.Written.Name).Select(set => set.Version).SingleOrDefaultAsync(inner);
                if (now != seen) return new PolicySetOutcome.Stale(now);
            }

            return await desk.SaveAsync(db, command.Caller, command.Written, inner);
        }
    }
}
