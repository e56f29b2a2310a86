using AgentConsole.Infrastructure.Proposals;

namespace AgentConsole.Web.Proposals;

/// <summary>A revoked grant on the wire.</summary>
/// <param name="Exp">When it would have ended by itself, in seconds as in the token: nobody needs to remember it longer.</param>
public sealed record RevokedGrantView(string Jti, DateTimeOffset RevokedAt, long Exp)
{
    public static RevokedGrantView Of(RevokedGrant grant) => new(grant.Id.ToString(), grant.RevokedAt, grant.ExpiresAt.ToUnixTimeSeconds());
}
