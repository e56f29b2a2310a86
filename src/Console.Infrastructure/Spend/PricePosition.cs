using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Where a page of the prices begins: behind this one, by kind and name, the latest first.</summary>
public readonly record struct PricePosition(PriceKind Kind, string Name, DateTimeOffset From)
{
    public static bool TryParse(string? text, out PricePosition position)
    {
        position = default;
        if (text?.Split('~', 3) is not [var kind, var ticks, { Length: > 0 and <= SpendLimits.ModelNameLengthMax } name]) return false;
        if (!WireName.TryParse<PriceKind>(kind, out var named) || name.Any(char.IsControl)) return false;
        if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTime.MaxValue.Ticks) return false;
        position = new(named, name, new DateTimeOffset(at, TimeSpan.Zero));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WireName.Of(Kind)}~{From.UtcTicks}~{Name}");
}
