using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>JSON pointers of RFC 6901.</summary>
public static class JsonPointer
{
    public static string Escape(string token) =>
        token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The unescaped tokens of a pointer, none for the whole document; null where it is malformed.</summary>
    public static IReadOnlyList<string>? TokensOf(string pointer)
    {
        if (pointer.Length == 0) return [];
        if (pointer[0] != '/') return null;
        for (var at = pointer.IndexOf('~', StringComparison.Ordinal); at >= 0; at = pointer.IndexOf('~', at + 1))
            if (at + 1 == pointer.Length || pointer[at + 1] is not ('0' or '1')) return null;
        return [.. pointer[1..].Split('/').Select(Unescape)];
    }

    /// <summary>The value at the pointer, or null where there is none or the pointer is malformed.</summary>
    public static JsonElement? Find(JsonElement root, string pointer)
    {
        if (TokensOf(pointer) is not { } tokens) return null;

        var at = root;
        foreach (var token in tokens)
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(token, out var member)) at = member;
            else if (at.ValueKind == JsonValueKind.Array && IsIndex(token, at.GetArrayLength(), out var index)) at = at[index];
            else return null;
        }

        return at;
    }

    private static bool IsIndex(string token, int length, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && index < length && (token.Length == 1 || token[0] != '0');

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
