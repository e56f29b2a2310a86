using System.Globalization;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Web.Shell;

/// <summary>Which part of a list a call asks for: the one reader of <c>cursor</c> and <c>limit</c>.</summary>
internal readonly record struct ListPosition<T>(T? After, int Limit) where T : struct;

/// <summary>Reads positions; what a cursor holds is the list's own matter.</summary>
internal static class ListPosition
{
    public delegate bool TryParse<T>(string? text, out T value);

    public static IResult Malformed => RequestBody.Malformed("",
        $"cursor must be one that this list gave, and limit a whole number from 1 to {PersistenceLimits.PageMax}.");

    /// <summary>In a list that is ordered by time.</summary>
    public static bool TryRead(string? cursor, string? limit, out ListPosition<PageCursor> position) =>
        TryRead(cursor, limit, PageCursor.TryParse, out position);

    /// <summary>In a list that is ordered by name.</summary>
    public static bool TryReadName(string? cursor, string? limit, out string after, out int count)
    {
        var isRead = TryRead<NamePosition>(cursor, limit, NamePosition.TryParse, out var position);
        (after, count) = (position.After?.Name ?? "", position.Limit);
        return isRead;
    }

    public static bool TryRead<T>(string? cursor, string? limit, TryParse<T> tryParse, out ListPosition<T> position) where T : struct
    {
        position = new(null, PersistenceLimits.PageDefault);
        if (limit is not null)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > PersistenceLimits.PageMax) return false;
            position = position with { Limit = count };
        }

        if (cursor is null) return true;
        if (!tryParse(cursor, out var after)) return false;
        position = position with { After = after };
        return true;
    }

    private readonly record struct NamePosition(string Name)
    {
        private const int LengthMax = 200;

        public static bool TryParse(string? text, out NamePosition position)
        {
            position = new(text ?? "");
            return text is { Length: > 0 and <= LengthMax } && !text.Any(char.IsControl);
        }
    }
}
