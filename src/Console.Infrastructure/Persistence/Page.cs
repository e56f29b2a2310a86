namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Some rows of a list, and where the next ones begin; null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, PageCursor? Next);

/// <summary>Cuts pages.</summary>
public static class Page
{
    /// <summary>Cuts a page out of what was read behind <paramref name="after"/>: one row more than it holds, if there is one.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> read, int limit, Func<T, DateTimeOffset> at, PageCursor? after)
    {
        if (read.Count <= limit) return new(read, null);
        var rows = read.Take(limit).ToList();
        var last = at(rows[^1]);
        var seenBefore = after is { } cursor && cursor.At == last ? cursor.Seen : 0;
        return new(rows, new PageCursor(last, seenBefore + rows.Count(row => at(row) == last)));
    }
}
