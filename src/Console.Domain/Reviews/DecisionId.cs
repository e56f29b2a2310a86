using System.Globalization;

namespace AgentConsole.Domain.Reviews;

/// <summary>Names one decision of one person.</summary>
public readonly record struct DecisionId(Guid Value)
{
    private const string Prefix = "dec_";

    public static DecisionId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out DecisionId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new DecisionId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
