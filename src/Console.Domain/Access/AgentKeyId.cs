using System.Globalization;

namespace AgentConsole.Domain.Access;

/// <summary>Names one key of an agent; not a secret.</summary>
public readonly record struct AgentKeyId(Guid Value)
{
    private const string Prefix = "key_";

    public static AgentKeyId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out AgentKeyId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new AgentKeyId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
