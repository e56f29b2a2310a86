using System.Globalization;

namespace AgentConsole.Domain.Spend;

/// <summary>Names one price.</summary>
public readonly record struct PriceId(Guid Value)
{
    private const string Prefix = "prc_";

    public static PriceId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out PriceId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new PriceId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
