using System.Globalization;
using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Infrastructure.Access;

/// <summary>
/// Codes by which a person chooses a password: sealed, good for a day, and bound to the stamp that the new password
/// changes, so that each works once without being kept anywhere.
/// </summary>
public sealed class PasswordLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("AgentConsole.PasswordLinks.v1");

    internal ShownOnce For(PersonId person, string securityStamp)
    {
        var ends = clock.GetUtcNow().Add(AccessLimits.PasswordLinkLifetime).ToUnixTimeSeconds();
        return new(_seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{person} {ends} {securityStamp}")));
    }

    internal (PersonId Person, string SecurityStamp)? Read(string code)
    {
        try
        {
            return _seal.Unprotect(code).Split(' ') is [var id, var ends, var stamp]
                && PersonId.TryParse(id, out var person)
                && long.Parse(ends, CultureInfo.InvariantCulture) > clock.Instant().ToUnixTimeSeconds()
                    ? (person, stamp)
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
