using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Where a person's sealed second factor lies.</summary>
internal static class SecondFactorRows
{
    public static Task<IdentityUserToken<Guid>?> FindSecondFactorAsync(this ConsoleDbContext db, Guid person, CancellationToken cancellation) =>
        db.UserTokens.SingleOrDefaultAsync(
            row => row.UserId == person && row.LoginProvider == SecondFactor.Provider && row.Name == SecondFactor.Name, cancellation);
}
