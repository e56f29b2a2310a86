using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Reads policy sets and their versions.</summary>
public sealed class PolicyQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    private const int VersionsMax = 200;

    /// <summary>Every set, by name, with what decides and what is being written.</summary>
    public async Task<IReadOnlyList<PolicySetRow>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var sets = await db.PolicySets.AsNoTracking().Where(set => set.LiveVersion != null || set.DraftVersion != null).OrderBy(set => set.Name).Take(PolicyLimits.SetsMax).ToListAsync(cancellation);
        var versions = await db.PolicyVersions.AsNoTracking().Where(version => version.Status != PolicyVersionStatus.Retired).ToListAsync(cancellation);
        return [.. sets.Select(set => new PolicySetRow(set, Of(set, set.LiveVersion), Of(set, set.DraftVersion)))];

        PolicyVersion? Of(PolicySet set, int? number) => versions.Find(version => version.SetName == set.Name && version.Number == number);
    }

    /// <summary>The names of everybody who wrote or published what these rows show.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<PolicySetRow> rows, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await NamesAsync(db, rows.SelectMany(row => new[] { row.Live, row.Draft }).OfType<PolicyVersion>(), cancellation);
    }

    /// <summary>A set with its versions, newest first; null where there is none.</summary>
    public async Task<PolicySetDetail?> FindAsync(string name, CancellationToken cancellation)
    {
        if (!PolicySetName.IsValid(name)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.PolicySets.AsNoTracking().SingleOrDefaultAsync(set => set.Name == name, cancellation) is not { } set) return null;
        var versions = await db.PolicyVersions.AsNoTracking().Where(version => version.SetName == name)
            .OrderByDescending(version => version.Number).Take(VersionsMax).ToListAsync(cancellation);
        return new(set, versions, await NamesAsync(db, versions, cancellation));
    }

    private static async Task<Dictionary<string, string>> NamesAsync(ConsoleDbContext db, IEnumerable<PolicyVersion> versions, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var actor in versions.SelectMany(version => new[] { version.SavedBy, version.PublishedBy }).OfType<string>().Distinct())
            names[actor] = await ActorNames.OfAsync(db, actor, cancellation);
        return names;
    }
}
