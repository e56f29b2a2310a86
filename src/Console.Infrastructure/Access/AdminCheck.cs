using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Whether somebody could still manage people.</summary>
internal static class AdminCheck
{
    /// <summary>True where an enabled administrator other than this person exists. Counted under the writer's lock.</summary>
    public static Task<bool> HasAdminBesidesAsync(this ConsoleDbContext db, Guid person, CancellationToken cancellation) => (
        from row in db.PersonRoles
        join user in db.Users on row.PersonId equals user.Id
        where row.Role == Role.Admin && user.Id != person && !user.IsDisabled
        select row).AnyAsync(cancellation);
}
