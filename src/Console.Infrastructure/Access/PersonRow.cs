using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person as lists show one.</summary>
/// <param name="WaitsUntil">When the next attempt to sign in is taken after too many wrong ones; the end of time where only a new password helps.</param>
public sealed record PersonRow(
    PersonId Id, string Email, string DisplayName, IReadOnlyList<Role> Roles, bool IsDisabled, bool HasPassword, bool HasSecondFactor,
    DateTimeOffset AddedAt, DateTimeOffset? LastSignInAt, DateTimeOffset? WaitsUntil)
{
    public ReviewMail ReviewMail { get; init; }
}
