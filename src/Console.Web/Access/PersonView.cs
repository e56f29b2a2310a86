using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>A person on the wire.</summary>
/// <param name="PasswordLink">Only in the answer that made it: where the person chooses a password, once.</param>
internal sealed record PersonView(
    string Id, string Email, string DisplayName, IReadOnlyList<Role> Roles, bool IsDisabled, bool HasPassword, bool HasSecondFactor,
    DateTimeOffset AddedAt, DateTimeOffset? LastSignInAt, string? PasswordLink = null)
{
    public static PersonView Of(PersonRow row) => new(
        row.Id.ToString(), row.Email, row.DisplayName, row.Roles, row.IsDisabled, row.HasPassword, row.HasSecondFactor, row.AddedAt, row.LastSignInAt);
}
