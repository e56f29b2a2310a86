using AgentConsole.Domain;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Turns a presented key or token into the caller it speaks for, or into a refusal.</summary>
public sealed class BearerCheck(Standings standings, LastUse lastUse, TimeProvider clock)
{
    // Compared against where nothing was found, so that an unknown prefix takes the same path as a wrong secret.
    private static readonly byte[] NoHash = new byte[32];

    public async ValueTask<BearerOutcome> CheckAsync(string presented, CancellationToken cancellation)
    {
        if (!BearerSecret.TryRead(presented, out var kind, out var prefix)) return Refused(BearerRefusal.Unknown);
        return kind == BearerKind.AgentKey
            ? OfKey(presented, await standings.OfKeyAsync(prefix, cancellation))
            : await OfTokenAsync(presented, await standings.OfTokenAsync(prefix, cancellation), cancellation);
    }

    private BearerOutcome OfKey(string presented, KeyStanding? key)
    {
        if (!BearerSecret.Matches(presented, key?.SecretHash ?? NoHash) || key is null) return Refused(BearerRefusal.Unknown);
        if (key.RevokedAt is not null) return Refused(BearerRefusal.Revoked);
        if (key.ExpiresAt <= clock.Instant()) return Refused(BearerRefusal.Expired);
        if (key.IsAgentArchived) return Refused(BearerRefusal.Disabled);

        lastUse.Note(key.Id);
        return new BearerOutcome.Accepted(new Caller.Agent(key.Agent, key.Environment, key.Id), key.ExpiresAt);
    }

    private async ValueTask<BearerOutcome> OfTokenAsync(string presented, TokenStanding? token, CancellationToken cancellation)
    {
        if (!BearerSecret.Matches(presented, token?.SecretHash ?? NoHash) || token is null) return Refused(BearerRefusal.Unknown);
        if (token.RevokedAt is not null) return Refused(BearerRefusal.Revoked);
        if (token.ExpiresAt <= clock.Instant()) return Refused(BearerRefusal.Expired);
        if (await standings.OfPersonAsync(token.Person, cancellation) is not { IsDisabled: false } person)
            return Refused(BearerRefusal.Disabled);

        lastUse.Note(token.Id);
        return new BearerOutcome.Accepted(person.ToCaller(), token.ExpiresAt, token.Id);
    }

    private static BearerOutcome.Refused Refused(BearerRefusal why) => new(why);
}
