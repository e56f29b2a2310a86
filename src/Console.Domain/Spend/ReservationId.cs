using System.Globalization;

namespace AgentConsole.Domain.Spend;

/// <summary>Names one reservation.</summary>
public readonly record struct ReservationId(Guid Value)
{
    private const string Prefix = "rsv_";

    public static ReservationId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out ReservationId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new ReservationId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
