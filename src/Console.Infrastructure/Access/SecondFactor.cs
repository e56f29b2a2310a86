using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person's authenticator key and recovery codes. Kept sealed; the codes only as hashes inside the seal.</summary>
internal sealed record SecondFactor(byte[] Key, long LastUsedStep, IReadOnlyList<byte[]> RecoveryHashes)
{
    /// <summary>Where Identity's token table keeps it.</summary>
    public const string Provider = "AgentConsole";
    public const string Name = "second_factor";

    private const string SealPurpose = "AgentConsole.SecondFactor.v1";

    public static byte[] HashOf(string recoveryCode) => SHA256.HashData(Encoding.UTF8.GetBytes(
        recoveryCode.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()));

    /// <summary>Null where the seal cannot be opened any more: no code is right then, and it has to be set up anew.</summary>
    public static SecondFactor? Open(IDataProtectionProvider protection, PersonId person, string sealedText)
    {
        try
        {
            return JsonSerializer.Deserialize<SecondFactor>(Protector(protection, person).Unprotect(sealedText));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string Seal(IDataProtectionProvider protection, PersonId person) =>
        Protector(protection, person).Protect(JsonSerializer.Serialize(this));

    /// <summary>What is left after the code was taken, and whether it was a recovery code; null for a wrong one.</summary>
    public (SecondFactor Left, bool WasRecovery)? Take(string code, DateTimeOffset now)
    {
        if (Totp.StepOf(Key, code, now, LastUsedStep) is { } step) return (this with { LastUsedStep = step }, false);
        var hash = HashOf(code);
        var left = RecoveryHashes.Where(kept => !CryptographicOperations.FixedTimeEquals(kept, hash)).ToList();
        return left.Count < RecoveryHashes.Count ? (this with { RecoveryHashes = left }, true) : null;
    }

    // Bound to the person: one person's seal opens nothing in another's row.
    private static IDataProtector Protector(IDataProtectionProvider protection, PersonId person) =>
        protection.CreateProtector(SealPurpose, person.ToString());
}
