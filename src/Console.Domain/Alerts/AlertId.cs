using System.Globalization;

namespace AgentConsole.Domain.Alerts;

/// <summary>Names one alert.</summary>
public readonly record struct AlertId(Guid Value)
{
    private const string Prefix = "alr_";

    public static AlertId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out AlertId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new AlertId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
