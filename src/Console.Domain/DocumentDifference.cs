using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>One place at which two documents differ; null on the side where it is missing.</summary>
public sealed record DocumentDifference(string Pointer, string? Before, string? After)
{
    public const int DifferencesMax = 200;

    /// <summary>The places at which the documents differ, at most <see cref="DifferencesMax"/>, in document order.</summary>
    public static IReadOnlyList<DocumentDifference> Of(JsonElement before, JsonElement after)
    {
        var found = new List<DocumentDifference>();
        Compare(before, after, "", found);
        return found;
    }

    private static void Compare(JsonElement before, JsonElement after, string pointer, List<DocumentDifference> found)
    {
        if (found.Count >= DifferencesMax) return;
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in before.EnumerateObject())
                if (after.TryGetProperty(member.Name, out var now)) Compare(member.Value, now, At(member.Name), found);
                else found.Add(new(At(member.Name), member.Value.GetRawText(), null));
            foreach (var member in after.EnumerateObject().Where(member => !before.TryGetProperty(member.Name, out _)))
                found.Add(new(At(member.Name), null, member.Value.GetRawText()));
        }
        else if (!JsonElement.DeepEquals(before, after))
        {
            found.Add(new(pointer, before.GetRawText(), after.GetRawText()));
        }

        string At(string name) => pointer + "/" + JsonPointer.Escape(name);
    }
}
