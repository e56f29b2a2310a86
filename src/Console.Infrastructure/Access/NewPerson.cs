using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Identity;

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

    public static Person Of(
        string email, string name, ShownOnce? password, IPasswordHasher<Person> hasher, SecretMint mint, DateTimeOffset now)
    {
        var person = new Person
        {
            Id = PersonId.New(now).Value,
            Email = email,
            UserName = email,
            NormalizedEmail = Normalized(email),
            NormalizedUserName = Normalized(email),
            DisplayName = name,
            AddedAt = now,
            LockoutEnabled = true,
            SecurityStamp = mint.Stamp(),
            ConcurrencyStamp = mint.Stamp(),
        };
        if (password is not null) person.PasswordHash = hasher.HashPassword(person, password.Reveal());
        return person;
    }
}
