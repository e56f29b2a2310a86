using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What a shadowed version would have answered otherwise, since its shadow began.</summary>
public sealed class ShadowQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    private const int ListMax = 100;

    /// <summary>The differences so far, the newest listed; null where the version is in no shadow.</summary>
    public async Task<ShadowReport?> OfAsync(string set, int number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = await db.PolicyVersions.Where(version => version.SetName == set && version.Number == number && version.Status == PolicyVersionStatus.Shadow)
            .Select(version => version.ShadowSince).SingleOrDefaultAsync(cancellation);
        if (since is not { } begun) return null;

        var asked = await db.PolicyEvaluations.CountAsync(row => row.At >= begun && row.Engine != PolicyEngine.Opa, cancellation);
        var differences = db.ShadowDifferences.AsNoTracking().Where(row => row.SetName == set && row.Number == number && row.At >= begun);
        var transitions = await differences.GroupBy(row => new { row.LiveKind, row.Kind })
            .Select(group => new { group.Key.LiveKind, group.Key.Kind, Count = group.Count() }).ToListAsync(cancellation);
        var listed = await differences.OrderByDescending(row => row.At).Take(ListMax).ToListAsync(cancellation);
        return new(begun, asked,
            [.. transitions.Select(one => new BacktestTransition(one.LiveKind, one.Kind, one.Count)).OrderByDescending(one => one.Count)], listed);
    }
}
