using System.Globalization;

namespace AgentConsole.Domain.Access;

/// <summary>Names one personal access token; not a secret.</summary>
public readonly record struct AccessTokenId(Guid Value)
{
    private const string Prefix = "pat_";

    public static AccessTokenId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out AccessTokenId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new AccessTokenId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
