using System.Globalization;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Deliveries;

/// <summary>Which part of a list a call asks for.</summary>
internal readonly record struct ListPosition(PageCursor? After, int Limit)
{
    public static IResult Malformed => RequestBody.Malformed("",
        $"cursor must be one that a list gave, and limit a whole number from 1 to {DeliveriesLimits.PageMax}.");

    public static bool TryRead(string? cursor, string? limit, out ListPosition position)
    {
        position = new(null, DeliveriesLimits.PageDefault);
        if (limit is not null)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > DeliveriesLimits.PageMax) return false;
            position = position with { Limit = count };
        }

        if (cursor is null) return true;
        if (!PageCursor.TryParse(cursor, out var after)) return false;
        position = position with { After = after };
        return true;
    }
}
