using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Writes and reads grants as compact JWS (RFC 7515): ES256, <c>typ</c> pinned, bound to the arguments' digest.</summary>
public sealed class GrantTokens(SigningKeys keys, ProposalsOptions options)
{
    public const string Type = "agent-grant+jwt";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The token of a grant. Each call signs anew; the claims are the same.</summary>
    public async Task<string> WriteAsync(Proposal proposal, Grant grant, CancellationToken cancellation)
    {
        var signing = await keys.CurrentAsync(SigningPurpose.Grant, cancellation);
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            TokenType = Type,
            IssuedAt = grant.IssuedAt.UtcDateTime,
            NotBefore = grant.IssuedAt.UtcDateTime,
            Expires = grant.ExpiresAt.UtcDateTime,
            SigningCredentials = signing.Credentials,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = "agent:" + grant.Agent,
                [JwtRegisteredClaimNames.Jti] = grant.Id.ToString(),
                ["prop_id"] = proposal.Id.ToString(),
                ["tool"] = grant.Tool,
                ["args_hash"] = grant.ArgumentsDigest,
                ["env"] = grant.Environment,
                ["pol"] = new Dictionary<string, object> { ["rule"] = proposal.Rule, ["rev"] = proposal.PolicyVersion ?? 0 },
                ["obl"] = new Dictionary<string, object> { ["max_calls"] = 1 },
                ["ver"] = 1,
            },
        });
    }

    /// <summary>The id of a grant that this console signed; null for anything else. Expiry is judged by the stored grant.</summary>
    public async Task<GrantId?> ReadAsync(string token, CancellationToken cancellation)
    {
        var outcome = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidTypes = [Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = await keys.VerificationKeysAsync(SigningPurpose.Grant, cancellation),
#pragma warning disable CA5404 // The stored grant is the truth about time; an expired one is told from a false one.
            ValidateLifetime = false,
#pragma warning restore CA5404
        });
        return outcome.IsValid && GrantId.TryParse((outcome.SecurityToken as JsonWebToken)?.Id, out var id) ? id : null;
    }
}
