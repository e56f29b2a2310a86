using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person's first row, the same whichever door it comes through.</summary>
internal static class NewPerson
{
    /// <summary>How an address is compared: as Identity's own lookup does it.</summary>
    public static string Normalized(string email) => email.Normalize().ToUpperInvariant();

    /// <summary>The name as given, or what stands before the @; null where it is too long or holds control characters.</summary>
    public static string? NameOf(string? given, string email)
    {
        var name = given?.Trim() is { Length: > 0 } text ? text : email[..email.IndexOf('@', StringComparison.Ordinal)];
        return name.Length > AccessLimits.DisplayNameLengthMax || name.Any(char.IsControl) ? null : name;
    }

    public static Person Of(string email, string name, string? passwordHash, SecretMint mint, DateTimeOffset now) => new()
    {
        Id = PersonId.New(now).Value,
        Email = email,
        UserName = email,
        NormalizedEmail = Normalized(email),
        NormalizedUserName = Normalized(email),
        DisplayName = name,
        AddedAt = now,
        LockoutEnabled = true,
        PasswordHash = passwordHash,
        SecurityStamp = mint.Stamp(),
        ConcurrencyStamp = mint.Stamp(),
    };
}
