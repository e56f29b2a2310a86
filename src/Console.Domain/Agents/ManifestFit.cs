using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Agents;

/// <summary>Whether a manifest speaks of tools, environments and arguments that there are; asked when it is written.</summary>
public static class ManifestFit
{
    public static IReadOnlyList<Fault> Of(Manifest manifest, Func<string, ToolContract?> contractOf)
    {
        var faults = new List<Fault>();
        foreach (var entry in manifest.Entries)
        {
            if (contractOf(entry.Tool) is { } contract) NoteMisfits(entry, contract, faults);
            else faults.Add(new(entry.Pointer + "/tool", "tool_unknown", $"There is no tool {entry.Tool}; accept its contract first."));
        }

        return faults;
    }

    private static void NoteMisfits(ManifestEntry entry, ToolContract contract, List<Fault> faults)
    {
        foreach (var environment in entry.Environments.Where(environment => !contract.Environments.Contains(environment)))
            faults.Add(new(entry.Pointer + "/environments", "wrong_environment", $"{entry.Tool} does not exist in {environment}."));
        if (entry.Arguments is not { } limits) return;

        var known = ArgumentNames.Of(contract.InputSchema);
        var at = entry.Pointer + "/arguments/properties";
        if (limits.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var stranger in properties.EnumerateObject().Where(property => !known.Has(property.Name)))
                faults.Add(new($"{at}/{JsonPointer.Escape(stranger.Name)}", "argument_unknown",
                    $"'{stranger.Name}' names no argument of {entry.Tool}, so the limit would hold nothing."));

        foreach (var place in LimitReach.Of(limits).Places.Where(place => CanNeverBe(contract.InputSchema, place)))
            faults.Add(new($"{at}{place.Pointer.Replace("/", "/properties/", StringComparison.Ordinal)["/properties".Length..]}/{place.Keyword}",
                "limit_without_effect", $"{entry.Tool} takes no {WordFor(place.Kind)} there, so '{place.Keyword}' would refuse everything."));
    }

    // Only what the contract says outright: a type at the root's own property that leaves the limit's kind out.
    private static bool CanNeverBe(JsonElement schema, LimitReach.Place place)
    {
        if (JsonPointer.TokensOf(place.Pointer) is not [var name] || !ArgumentNames.Of(schema).IsClosed) return false;
        if (!schema.GetProperty("properties").TryGetProperty(name, out var property) || property.ValueKind != JsonValueKind.Object) return false;
        if (!property.TryGetProperty("type", out var type)) return false;
        return type.ValueKind switch
        {
            JsonValueKind.String => !Fits(type),
            JsonValueKind.Array => !type.EnumerateArray().Any(Fits),
            _ => false,
        };

        bool Fits(JsonElement one) => one.ValueEquals(WordFor(place.Kind)) || (place.Kind == JsonValueKind.Number && one.ValueEquals("integer"));
    }

    private static string WordFor(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
