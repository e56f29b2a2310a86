using System.Globalization;

namespace AgentConsole.Domain.Deliveries;

/// <summary>Names one delivery; the <c>webhook-id</c> of all its attempts.</summary>
public readonly record struct DeliveryId(Guid Value)
{
    private const string Prefix = "dlv_";

    public static DeliveryId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out DeliveryId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new DeliveryId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
