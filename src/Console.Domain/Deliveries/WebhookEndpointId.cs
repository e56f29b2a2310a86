using System.Globalization;

namespace AgentConsole.Domain.Deliveries;

/// <summary>Names one registered webhook endpoint.</summary>
public readonly record struct WebhookEndpointId(Guid Value)
{
    private const string Prefix = "wh_";

    public static WebhookEndpointId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out WebhookEndpointId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new WebhookEndpointId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
