using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Patterns;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Turns a schema, and all that it refers to, into nodes; one use each.</summary>
internal sealed class SchemaCompiler(SchemaOptions options)
{
    private readonly Queue<SchemaPlace> open = [];
    private readonly List<SchemaPlace> places = [];
    private readonly PatternBudget patternBudget = new();
    private readonly Dictionary<string, Pattern> patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, SchemaNode>> dynamicTargets = new(StringComparer.Ordinal);

    public SchemaLibrary Library { get; } = new(options);

    public bool AssertsFormats => options.AssertFormats;

    public SchemaNode Compile(JsonElement schema)
    {
        var root = NodeAt(Library.OpenRoot(schema.ValueKind == JsonValueKind.Undefined ? schema : schema.Clone()));
        do
        {
            // A queue and not recursion: a chain of references may be as long as a schema is large.
            while (open.TryDequeue(out var place)) Read(place);
        }
        while (LinkDynamicRefs());
        ReferenceLoops.Refuse(places);
        if (dynamicTargets.Count > 0)
        {
            foreach (var place in places) place.Node!.KeepScope(place.Resource!.Id);
        }

        return root;
    }

    /// <summary>The node of a place, which is read later.</summary>
    public SchemaNode NodeAt(SchemaPlace place)
    {
        if (place.Node is { } known) return known;
        if (places.Count >= SchemaLimits.SchemaNodesMax) throw place.Error(SchemaErrors.TooLarge, $"More than {SchemaLimits.SchemaNodesMax} schemas are reached.");
        places.Add(place);
        open.Enqueue(place);
        return place.Node = new SchemaNode(place);
    }

    /// <summary>What each resource makes of a dynamic anchor, by the number of the resource; it fills while more documents are opened.</summary>
    public IReadOnlyDictionary<int, SchemaNode> TargetsOf(string anchor)
    {
        if (dynamicTargets.TryGetValue(anchor, out var known)) return known;
        return dynamicTargets[anchor] = [];
    }

    /// <summary>The pattern of a text, made once however often the text is used; null if there are too many.</summary>
    public Pattern? PatternOf(string source)
    {
        if (patterns.TryGetValue(source, out var known)) return known;
        return patterns.Count < SchemaLimits.PatternsMax ? patterns[source] = new(source, patternBudget) : null;
    }

    private void Read(SchemaPlace place)
    {
        switch (place.Element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                place.Node!.CompleteAsBoolean(place.Element.ValueKind == JsonValueKind.True);
                break;
            case JsonValueKind.Object:
                var reader = new NodeReader(place, place.Node!, this);
                CoreWords.Read(reader);
                ValidationWords.Read(reader);
                ApplicatorWords.Read(reader);
                FormatWords.Read(reader);
                UnevaluatedWords.Read(reader);
                place.Node!.Complete(reader.Types, reader.Rules);
                break;
            default:
                throw place.Error(SchemaErrors.Malformed, "A schema must be an object, true or false.");
        }
    }

    /// <summary>Completes the targets of every dynamic anchor in use; true if that reached schemas not yet read.</summary>
    private bool LinkDynamicRefs()
    {
        foreach (var (anchor, targets) in dynamicTargets)
        {
            foreach (var place in Library.WithDynamicAnchor(anchor)) targets.TryAdd(place.Resource!.Id, NodeAt(place));
        }

        return open.Count > 0;
    }
}
