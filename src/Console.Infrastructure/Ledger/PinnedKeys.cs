using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The keys that an auditor trusts, by their thumbprints: a forger may give a key any name, but not another's thumbprint.</summary>
public sealed class PinnedKeys
{
    private readonly FrozenSet<string> _thumbprints;

    private PinnedKeys(IEnumerable<string> thumbprints) => _thumbprints = thumbprints.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>One key by its thumbprint (RFC 7638, SHA-256); null where it cannot be one.</summary>
    public static PinnedKeys? OfThumbprint(string thumbprint) => KeyThumbprint.IsOne(thumbprint) ? new([thumbprint]) : null;

    /// <summary>The keys of a JSON text: a key set (RFC 7517), one key, or a signed head that was kept; null where it holds none.</summary>
    public static PinnedKeys? OfJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var keys = CandidatesIn(json.RootElement).Select(ThumbprintOf).OfType<string>().ToList();
            return keys.Count > 0 ? new(keys) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool Holds(SignedHead head) => _thumbprints.Contains(head.KeyThumbprint);

    private static IEnumerable<JsonElement> CandidatesIn(JsonElement root)
    {
        if (!root.TryGetProperty("keys", out var keys))
        {
            yield return root.TryGetProperty("head", out var head) ? head : root;
            yield break;
        }

        foreach (var key in keys.EnumerateArray()) yield return key;
    }

    private static string? ThumbprintOf(JsonElement key) =>
        key.TryGetProperty("x", out var x) && key.TryGetProperty("y", out var y) ? KeyThumbprint.Of(x.GetString()!, y.GetString()!) : null;
}
