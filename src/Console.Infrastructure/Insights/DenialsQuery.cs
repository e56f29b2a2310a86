using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>What the console refused, and who or what refused it.</summary>
public sealed class DenialsQuery(RollupQuery rollups)
{
    private static readonly string Denied = WireName.Of(TraceOutcome.Denied);

    /// <summary>Groups in which something was refused.</summary>
    public async Task<IReadOnlyList<DenialRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation)
    {
        var beside = (await rollups.GroupsAsync(ask, Series.RefusedBesidePolicy, [Dimension.Rule], Series.BesidePolicy.Count, cancellation)).ToDictionary(group => group.Key);
        var counted = await rollups.GroupsAsync(ask, Series.Denials, [Dimension.Kind, Dimension.Outcome], Enum.GetValues<TraceKind>().Length * Enum.GetValues<TraceOutcome>().Length, cancellation);
        return [.. counted.Select(group => RowOf(group, beside.GetValueOrDefault(group.Key))).Where(row => row.Denied > 0 || ask.IsByTime)];
    }

    private static DenialRow RowOf(IGrouping<GroupKey, RollupRow> group, IGrouping<GroupKey, RollupRow>? beside)
    {
        var (asked, policy, people, otherwise) = (0L, 0L, 0L, 0L);
        foreach (var row in group)
        {
            var (kind, isDenied) = (row.Keys[^2], row.Keys[^1] == Denied);
            if (kind == WireName.Of(TraceKind.Policy))
            {
                asked += row.Sums.Events;
                if (isDenied) policy += row.Sums.Events;
            }
            else if (kind == WireName.Of(TraceKind.Review)) people += row.Sums.Events;
            else otherwise += row.Sums.Events;
        }

        foreach (var row in beside ?? Enumerable.Empty<RollupRow>())
        {
            (policy, otherwise) = (policy - row.Sums.Events, otherwise + row.Sums.Events);
            if (row.Keys[^1] == Series.ArgumentsInvalid) asked -= row.Sums.Events;
        }

        return new(group.Key, asked, policy, people, otherwise);
    }
}
