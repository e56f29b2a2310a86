using System.Globalization;

namespace AgentConsole.Domain.Policies;

/// <summary>Names one evaluation.</summary>
public readonly record struct EvaluationId(Guid Value)
{
    private const string Prefix = "pev_";

    public static EvaluationId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out EvaluationId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new EvaluationId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
