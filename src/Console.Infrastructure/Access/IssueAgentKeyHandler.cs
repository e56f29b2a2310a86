using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Gives an agent a key beside those it has.</summary>
public sealed class IssueAgentKeyHandler(ConsoleTransaction transaction, LedgerWriter ledger, SecretMint mint, TimeProvider clock)
{
    public async Task<IssueAgentKeyOutcome> HandleAsync(IssueAgentKey command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.IssueAgentKeys)) return Refused(AccessRefusal.RoleMissing);
        if (!EnvironmentName.IsValid(command.Environment)) return Refused(AccessRefusal.EnvironmentInvalid);
        var now = clock.Instant();
        if (Lifetime.End(now, command.ExpiresAt?.ToInstant(), AccessLimits.KeyLifetimeDaysDefault, AccessLimits.KeyLifetimeDaysMax)
            is not { } end) return Refused(AccessRefusal.ExpiryInvalid);

        // INVARIANT: who sees the secret is its holder, so that separation of duties knows.
        var holder = command.Caller is Caller.Person person ? person.Id : command.Holder;
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<IssueAgentKeyOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.Agents.AnyAsync(agent => agent.Name == command.Agent && !agent.IsArchived, inner))
                return Refused(AccessRefusal.UnknownAgent);
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.IssueAgentKeys, command.Agent, inner))
                return Refused(AccessRefusal.NotYourAgent);
            var name = holder is { } id ? await db.Users.Where(user => user.Id == id.Value).Select(user => user.DisplayName).SingleOrDefaultAsync(inner) : null;
            if (holder is not null && name is null) return Refused(AccessRefusal.UnknownPerson);
            var usable = await db.AgentKeys.CountAsync(key => key.Agent == command.Agent && key.Environment == command.Environment
                && key.RevokedAt == null && key.ExpiresAt > now, inner);
            if (usable >= AccessLimits.KeysPerAgentMax) return Refused(AccessRefusal.TooMany);

            var secret = mint.Bearer(BearerKind.AgentKey);
            var key = new AgentKey
            {
                Id = AgentKeyId.New(now),
                Agent = command.Agent,
                Environment = command.Environment,
                Prefix = BearerSecret.PrefixOf(secret),
                SecretHash = BearerSecret.HashOf(secret.Reveal()),
                HolderId = holder,
                IssuedAt = now,
                ExpiresAt = end,
            };
            db.AgentKeys.Add(key);
            ledger.Append(db, command.Caller, new AgentKeyIssued(key.Agent, key.Environment, key.Id, key.Prefix, holder, end));
            return new IssueAgentKeyOutcome.Issued(
                new(key.Id, key.Agent, key.Environment, key.Prefix, holder, name, now, end, null, null), secret);
        }
    }

    private static IssueAgentKeyOutcome.Refused Refused(AccessRefusal why) => new(why);
}
