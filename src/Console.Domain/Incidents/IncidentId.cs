using System.Globalization;

namespace AgentConsole.Domain.Incidents;

/// <summary>Names one incident.</summary>
public readonly record struct IncidentId(Guid Value)
{
    private const string Prefix = "inc_";

    public static IncidentId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out IncidentId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new IncidentId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
