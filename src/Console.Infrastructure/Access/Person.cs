using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person as ASP.NET Core Identity keeps one; the domain knows only the <see cref="PersonId"/>.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public PersonId PersonId => new(Id);
    public string DisplayName { get; set; } = "";
    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }
    public bool IsDisabled { get; set; }
    /// <summary>Of which proposals to be told by e-mail.</summary>
    public ReviewMail ReviewMail { get; set; }
    /// <summary>The reader's IANA time zone; null until the browser has told it.</summary>
    public string? TimeZone { get; set; }
}
