using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Writes and reads grants as compact JWS (RFC 7515): ES256, <c>typ</c> pinned, bound to the arguments' digest.</summary>
public sealed class GrantTokens(SigningKeys keys, ProposalsOptions options)
{
    public const string Type = "agent-grant+jwt";

    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>The token of a grant. Each call signs anew; the claims are the same.</summary>
    public async Task<string> WriteAsync(Proposal proposal, Grant grant, CancellationToken cancellation)
    {
        var signing = await keys.CurrentAsync(SigningPurpose.Grant, cancellation);
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = SecurityAlgorithms.EcdsaSha256, kid = signing.Kid, typ = Type });
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = options.Issuer,
            aud = options.Audience,
            sub = "agent:" + grant.Agent,
            jti = grant.Id.ToString(),
            iat = grant.IssuedAt.ToUnixTimeSeconds(),
            nbf = grant.IssuedAt.ToUnixTimeSeconds(),
            exp = grant.ExpiresAt.ToUnixTimeSeconds(),
            prop_id = proposal.Id.ToString(),
            tool = grant.Tool,
            args_hash = grant.ArgumentsDigest,
            env = grant.Environment,
            pol = new { rule = proposal.Rule, rev = proposal.PolicyVersion },
            obl = new { max_calls = 1 },
            ver = 1,
        });
        var signed = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(claims);
        return signed + "." + Base64Url.EncodeToString(signing.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>The id of a grant that this console signed; null for anything else. Expiry is judged by the stored grant.</summary>
    public async Task<GrantId?> ReadAsync(string token, CancellationToken cancellation)
    {
        var published = await keys.PublicKeysAsync(SigningPurpose.Grant, cancellation);
        var outcome = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidTypes = [Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = published.Select(KeyOf).ToList(),
            ValidateLifetime = false,
        });
        return outcome.IsValid && GrantId.TryParse((outcome.SecurityToken as JsonWebToken)?.Id, out var id) ? id : null;
    }

    private static JsonWebKey KeyOf(SigningPublicKey key) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = JsonWebKeyECTypes.P256,
        Kid = key.Kid,
        X = Base64Url.EncodeToString(key.X),
        Y = Base64Url.EncodeToString(key.Y),
    };
}
