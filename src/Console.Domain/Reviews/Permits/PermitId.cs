using System.Globalization;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>Names one permit.</summary>
public readonly record struct PermitId(Guid Value)
{
    private const string Prefix = "pmt_";

    public static PermitId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out PermitId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new PermitId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
