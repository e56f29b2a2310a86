using System.Globalization;

namespace AgentConsole.Domain.Alerts;

/// <summary>Names one rule of alerts.</summary>
public readonly record struct AlertRuleId(Guid Value)
{
    private const string Prefix = "alu_";

    public static AlertRuleId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out AlertRuleId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new AlertRuleId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
