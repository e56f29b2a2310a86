using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Reads JSON pointers (RFC 6901).</summary>
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
