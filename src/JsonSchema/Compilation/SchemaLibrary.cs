using System.Text.Json;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The documents that one compilation has opened, and every schema resource found in them.</summary>
internal sealed class SchemaLibrary(SchemaOptions options)
{
    // A base for schemas without a URI; its path lets relative identifiers resolve.
    private const string NamelessUri = "json-schema:///";

    private readonly Dictionary<string, SchemaResource> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SchemaPlace>> dynamicAnchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dialect> dialects = new(StringComparer.Ordinal) { [Dialect.Draft202012Uri] = Dialect.Draft202012 };
    private int resourceCount;

    public SchemaPlace OpenRoot(JsonElement schema) =>
        Open(schema, UriReference.WithoutFragment(UriReference.Resolve(NamelessUri, options.BaseUri ?? "").ToString()), documentUri: null);

    /// <summary>Finds what a reference names, opening the document it is in if it is a known one.</summary>
    public SchemaPlace? Find(SchemaResource from, string reference)
    {
        var (resource, fragment) = FindResource(from, reference);
        if (resource is null || fragment.Length == 0) return resource?.Root;
        return fragment[0] == '/' ? FindByPointer(resource, fragment) : resource.FindAnchor(fragment);
    }

    /// <summary>The dynamic anchor that a reference names, if that is what it names.</summary>
    public string? FindDynamic(SchemaResource from, string reference)
    {
        var (resource, fragment) = FindResource(from, reference);
        return resource?.FindDynamicAnchor(fragment) is null ? null : fragment;
    }

    /// <summary>Every schema so far that has a dynamic anchor.</summary>
    public IEnumerable<SchemaPlace> WithDynamicAnchor(string name) => dynamicAnchors.GetValueOrDefault(name) ?? [];

    private (SchemaResource? Resource, string Fragment) FindResource(SchemaResource from, string reference)
    {
        var target = UriReference.Resolve(from.Uri, reference);
        var uri = (target with { Fragment = null }).ToString();
        // Text that is not well percent-encoded stays as it is.
        var fragment = Uri.UnescapeDataString(target.Fragment ?? "");
        if (resources.TryGetValue(uri, out var known)) return (known, fragment);
        return TryFindDocument(uri, out var document) ? (Open(document, uri, uri).Resource, fragment) : (null, fragment);
    }

    private bool TryFindDocument(string uri, out JsonElement document) =>
        options.Registry.TryFind(uri, out document) || Metaschemas.TryFind(uri, out document);

    private SchemaPlace Open(JsonElement document, string uri, string? documentUri)
    {
        DocumentShape.Check(document, documentUri);
        var root = SchemaPlace.RootOf(documentUri, document);
        Index(root, null, uri, isLoose: false);
        // The address it was found under stays good, whatever identifier the document gives itself.
        resources.TryAdd(uri, root.Resource!);
        return root;
    }

    private SchemaPlace? FindByPointer(SchemaResource resource, string pointer)
    {
        if (JsonPointer.Split(pointer) is not { } names) return null;
        var place = resource.Root;
        foreach (var name in names)
        {
            resource = place.Resource ?? resource;
            if (place.Step(name) is not { } next) return null;
            place = next;
        }

        // A reference may point into a keyword that nobody knows; from then on that place is a schema too.
        if (place.Resource is null) Index(place, resource, resource.Uri, isLoose: true);
        return place;
    }

    /// <summary>Notes every identifier and anchor below; a loose schema's identifiers are its own affair.</summary>
    private void Index(SchemaPlace place, SchemaResource? enclosing, string baseUri, bool isLoose)
    {
        var resource = ResourceAt(place, enclosing, baseUri, isLoose);
        place.Resource = resource;
        if (place.Element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in place.Element.EnumerateObject())
        {
            if (member.Name is "$anchor" or "$dynamicAnchor") IndexAnchor(place, resource, member, isLoose);
            IndexSubschemas(place, resource, member, isLoose);
        }
    }

    private void IndexSubschemas(SchemaPlace place, SchemaResource resource, JsonProperty member, bool isLoose)
    {
        var shape = SubschemaShapes.Of(member.Name);
        if (shape == SubschemaShape.None) return;
        var holder = place.Child(member.Name, member.Value);
        if (shape == SubschemaShape.One) Index(holder, resource, resource.Uri, isLoose);
        else if (shape == SubschemaShape.List && member.Value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var element in member.Value.EnumerateArray()) Index(holder.Child(index++, element), resource, resource.Uri, isLoose);
        }
        else if (shape == SubschemaShape.Map && member.Value.ValueKind == JsonValueKind.Object)
        {
            foreach (var named in member.Value.EnumerateObject()) Index(holder.Child(named.Name, named.Value), resource, resource.Uri, isLoose);
        }
    }

    private void IndexAnchor(SchemaPlace place, SchemaResource resource, JsonProperty member, bool isLoose)
    {
        if (member.Value.ValueKind != JsonValueKind.String) throw place.Child(member.Name, member.Value).Error(SchemaErrors.Malformed, "An anchor must be text.");
        var name = member.Value.GetString()!;
        if (isLoose && resource.FindAnchor(name) is not null) return;
        var isDynamic = member.Name == "$dynamicAnchor";
        resource.AddAnchor(name, place, isDynamic);
        if (!isDynamic) return;
        if (dynamicAnchors.TryGetValue(name, out var places)) places.Add(place);
        else dynamicAnchors[name] = [place];
    }

    private SchemaResource ResourceAt(SchemaPlace place, SchemaResource? enclosing, string baseUri, bool isLoose)
    {
        var id = TextOf(place, "$id");
        if (enclosing is not null && id is null) return enclosing;
        var uri = id is null ? baseUri : Identify(place, baseUri, id);
        var dialect = TextOf(place, "$schema") is { } name ? FindDialect(place, name) : enclosing?.Dialect ?? Dialect.Draft202012;
        var resource = new SchemaResource(resourceCount++, uri, place, dialect);
        if (!resources.TryAdd(uri, resource) && !isLoose && resources[uri].Root.DocumentUri == place.DocumentUri)
        {
            throw place.Error(SchemaErrors.DuplicateIdentifier, "Another schema has the same $id.");
        }

        return resource;
    }

    private static string Identify(SchemaPlace place, string baseUri, string id)
    {
        var uri = UriReference.Resolve(baseUri, id);
        if (uri.Fragment is { Length: > 0 }) throw place.Error(SchemaErrors.Malformed, "$id must not have a fragment.");
        return (uri with { Fragment = null }).ToString();
    }

    private Dialect FindDialect(SchemaPlace place, string name)
    {
        var uri = UriReference.WithoutFragment(UriReference.Normalize(name));
        if (dialects.TryGetValue(uri, out var known)) return known;
        if (!TryFindDocument(uri, out var metaschema))
        {
            throw place.Child("$schema", place.Element.GetProperty("$schema"))
                .Error(SchemaErrors.UnknownDialect, "The schema names a dialect that is not known here.");
        }

        DocumentShape.Check(metaschema, uri);
        return dialects[uri] = Dialect.Of(uri, metaschema);
    }

    private static string? TextOf(SchemaPlace place, string keyword)
    {
        if (place.Element.ValueKind != JsonValueKind.Object || !place.Element.TryGetProperty(keyword, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= SchemaLimits.ReferenceLengthMax } text) return text;
        throw place.Child(keyword, value).Error(SchemaErrors.Malformed, $"{keyword} must be text of at most {SchemaLimits.ReferenceLengthMax} characters.");
    }
}
