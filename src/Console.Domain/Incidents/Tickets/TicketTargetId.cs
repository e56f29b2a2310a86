using System.Globalization;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Names one ticket target.</summary>
public readonly record struct TicketTargetId(Guid Value)
{
    private const string Prefix = "ttg_";

    public static TicketTargetId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out TicketTargetId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new TicketTargetId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
