using System.Globalization;

namespace AgentConsole.Domain.Proposals;

/// <summary>Names one grant; the <c>jti</c> of its token.</summary>
public readonly record struct GrantId(Guid Value)
{
    private const string Prefix = "gr_";

    public static GrantId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out GrantId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new GrantId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
