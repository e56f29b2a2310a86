using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>The spelling of a named value on the wire, in documents and in columns: snake case, the same everywhere.</summary>
public static class WireName
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    public static string Of<T>(T value) where T : struct, Enum =>
        Names.GetOrAdd(value, static named => JsonNamingPolicy.SnakeCaseLower.ConvertName(named.ToString()));

    /// <summary>The value with that wire name; false for any other text, numbers included.</summary>
    public static bool TryParse<T>(string? text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (!string.Equals(Of(candidate), text, StringComparison.Ordinal)) continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }

    public static T Parse<T>(string text) where T : struct, Enum =>
        TryParse<T>(text, out var value) ? value : throw new FormatException($"'{text}' is not a {typeof(T).Name}.");
}
