using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Follows JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The names and indexes of a pointer that is not empty; null if it is not well formed.</summary>
    public static IReadOnlyList<string>? Split(string pointer)
    {
        var tokens = pointer.Split('/')[1..];
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!TryDecode(tokens[at], out var name)) return null;
            tokens[at] = name;
        }

        return tokens;
    }

    /// <summary>One step down; false if nothing is there.</summary>
    public static bool TryStep(JsonElement from, string name, out JsonElement to)
    {
        to = default;
        if (from.ValueKind == JsonValueKind.Object) return from.TryGetProperty(name, out to);
        if (from.ValueKind != JsonValueKind.Array || !TryIndex(name, out var index) || index >= from.GetArrayLength()) return false;
        to = from[index];
        return true;
    }

    private static bool TryIndex(string token, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (token.Length == 1 || token[0] != '0');

    private static bool TryDecode(string token, [NotNullWhen(true)] out string? name)
    {
        name = null;
        for (var at = token.IndexOf('~', StringComparison.Ordinal); at >= 0; at = token.IndexOf('~', at + 1))
        {
            if (at + 1 == token.Length || token[at + 1] is not ('0' or '1')) return false;
        }

        name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return true;
    }
}
