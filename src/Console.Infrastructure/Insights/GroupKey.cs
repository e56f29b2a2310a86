namespace AgentConsole.Infrastructure.Insights;

/// <summary>What makes a group: its bucket, and its names in the order that was asked for.</summary>
public sealed record GroupKey(DateTimeOffset? At, IReadOnlyList<string?> Names)
{
    public bool Equals(GroupKey? other) => other is not null && At == other.At && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(At);
        foreach (var name in Names) hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The key of a row whose last names are not part of it.</summary>
    internal static GroupKey Of(RollupRow row, int names) => new(row.At, [.. row.Keys.Take(names)]);

    internal static GroupKey Of(LatencyRow row) => new(row.At, row.Keys);
}
