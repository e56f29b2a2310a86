using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>
/// Writes and reads grants as compact JWS (RFC 7515): ES256, <c>typ</c> pinned, bound to the arguments' digest. A grant is signed once, when
/// it is issued, and lies sealed on its row: ES256 draws a number for every signature, so signing anew would be another token.
/// </summary>
public sealed class GrantTokens(SigningKeys keys, ProposalsOptions options)
{
    public const string Type = "agent-grant+jwt";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Makes the key ready; before the transaction in which a grant may be issued, because the first call writes.</summary>
    public async ValueTask ReadyAsync(CancellationToken cancellation) => await keys.CurrentAsync(SigningPurpose.Grant, cancellation);

    /// <summary>The signed and sealed text of a grant that is being issued.</summary>
    /// <param name="approvals">Who said yes; empty where nobody was asked.</param>
    /// <param name="rule">What policy said at release; null where it is what stands on the proposal.</param>
    public byte[] Seal(Proposal proposal, Grant grant, IReadOnlyList<Decision> approvals, PolicyAnswer? rule)
    {
        var signing = keys.Held(SigningPurpose.Grant);
        return signing.Seal(Encoding.ASCII.GetBytes(Write(signing, proposal, grant, approvals, rule)), grant.Id.Value.ToByteArray());
    }

    /// <summary>The token, the same bytes each time; null where the key that sealed it is lost.</summary>
    public async ValueTask<string?> TextOfAsync(Grant grant, CancellationToken cancellation)
    {
        if (grant.SealedText is not { } box) return null;
        var signing = await keys.CurrentAsync(SigningPurpose.Grant, cancellation);
        return signing.Open(box, grant.Id.Value.ToByteArray()) is { } text ? Encoding.ASCII.GetString(text) : null;
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

    private string Write(SigningCredential signing, Proposal proposal, Grant grant, IReadOnlyList<Decision> approvals, PolicyAnswer? rule)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = "agent:" + grant.Agent,
            [JwtRegisteredClaimNames.Jti] = grant.Id.ToString(),
            ["prop_id"] = proposal.Id.ToString(),
            ["tool"] = grant.Tool,
            ["contract_version"] = proposal.ContractVersion,
            ["args_hash"] = grant.ArgumentsDigest,
            ["env"] = grant.Environment,
            ["appr"] = JsonSerializer.SerializeToElement(approvals.Select(approval => new
            {
                sub = "user:" + approval.PersonId,
                at = approval.At.ToUnixTimeSeconds(),
                method = approval.Method ?? "unknown",
            })),
            ["obl"] = JsonSerializer.SerializeToElement(new { max_calls = 1 }),
            ["pol"] = JsonSerializer.SerializeToElement(new
            {
                engine = WireName.Of(rule?.Source?.Engine ?? proposal.PolicyEngine),
                rev = (rule is null ? proposal.PolicySet : rule.Source?.Set) is { } set ? $"{set}@{(rule is null ? proposal.PolicyRevision : rule.Source?.Revision)}" : "0",
                rule = rule?.Rule ?? proposal.Rule,
            }),
            ["ver"] = 1,
        };
        if (approvals.Count > 0) claims["dec"] = approvals[^1].Id.ToString();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            TokenType = Type,
            IssuedAt = grant.IssuedAt.UtcDateTime,
            NotBefore = grant.IssuedAt.UtcDateTime,
            Expires = grant.ExpiresAt.UtcDateTime,
            SigningCredentials = signing.Credentials,
            Claims = claims,
        });
    }
}
