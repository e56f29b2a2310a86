using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Cedar;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What decides at this moment and what is asked beside it: immutable, shared.</summary>
/// <param name="Revision">The sum of the sets' revisions; another one means that something was published, rolled back or shadowed.</param>
/// <param name="IsCedarPublished">At least one Cedar set has a live version.</param>
/// <param name="Rules">The live Cedar sets as one; null where there are none, or where one of them cannot be read.</param>
/// <param name="Bundle">The live Rego modules by the names of their sets, for an engine elsewhere.</param>
public sealed record LoadedPolicies(
    long Revision, bool IsCedarPublished, CedarRules? Rules, IReadOnlyList<LoadedShadow> Shadows, IReadOnlyList<CedarSetText> Live, IReadOnlyList<CedarSetText> Bundle)
{
    public static LoadedPolicies None { get; } = new(0, false, null, [], [], []);

    /// <summary>A set that decides cannot be read by this build: then nothing is allowed.</summary>
    public bool IsBroken => IsCedarPublished && Rules is null;

    /// <summary>The live Cedar sets with one of them replaced, or added.</summary>
    public CedarRules? With(CedarSetText candidate) => CedarRules.Of([.. Live.Where(set => set.Name != candidate.Name), candidate]);

    /// <param name="withShadows">Shadows decide nothing, and whoever reads for one answer can do without.</param>
    internal static async Task<LoadedPolicies> ReadAsync(ConsoleDbContext db, bool withShadows, CancellationToken cancellation)
    {
        // INVARIANT: the number is read before what it counts; rows that are newer than it are only read once more.
        var revision = await RevisionAsync(db, cancellation);
        var rows = await (from set in db.PolicySets.AsNoTracking()
                          join version in db.PolicyVersions.AsNoTracking() on set.Name equals version.SetName
                          where version.Status == PolicyVersionStatus.Live || version.Status == PolicyVersionStatus.Shadow
                          select new { set.Engine, version.SetName, version.Number, version.Text, version.Status, version.ShadowSince }).ToListAsync(cancellation);

        var live = rows.Where(row => row is { Engine: PolicyEngine.Cedar, Status: PolicyVersionStatus.Live })
            .Select(row => new CedarSetText(row.SetName, row.Number, row.Text)).OrderBy(set => set.Name, StringComparer.Ordinal).ToList();
        var bundle = rows.Where(row => row is { Engine: PolicyEngine.Opa, Status: PolicyVersionStatus.Live })
            .Select(row => new CedarSetText(row.SetName, row.Number, row.Text)).OrderBy(set => set.Name, StringComparer.Ordinal).ToList();
        var loaded = new LoadedPolicies(revision, live.Count > 0, live.Count > 0 ? CedarRules.Of(live) : null, [], live, bundle);
        var shadows = rows.Where(row => row is { Engine: PolicyEngine.Cedar, Status: PolicyVersionStatus.Shadow } && withShadows)
            .OrderBy(row => row.ShadowSince).Take(PolicyLimits.ShadowsMax)
            .Select(row => loaded.With(new(row.SetName, row.Number, row.Text)) is { } rules ? new LoadedShadow(row.SetName, row.Number, rules) : null)
            .OfType<LoadedShadow>().ToList();
        return loaded with { Shadows = shadows };
    }

    internal static Task<long> RevisionAsync(ConsoleDbContext db, CancellationToken cancellation) =>
        db.PolicySets.SumAsync(set => (long)set.Revision, cancellation);
}
