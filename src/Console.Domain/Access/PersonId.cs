using System.Globalization;

namespace AgentConsole.Domain.Access;

/// <summary>Names one person; opaque to everybody outside, ordered by nothing.</summary>
public readonly record struct PersonId(Guid Value)
{
    private const string Prefix = "per_";

    public static PersonId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out PersonId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new PersonId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
