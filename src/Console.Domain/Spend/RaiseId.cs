using System.Globalization;

namespace AgentConsole.Domain.Spend;

/// <summary>Names one raise.</summary>
public readonly record struct RaiseId(Guid Value)
{
    private const string Prefix = "rse_";

    public static RaiseId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out RaiseId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new RaiseId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
