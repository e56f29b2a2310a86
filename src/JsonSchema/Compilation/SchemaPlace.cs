using System.Globalization;
using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>A place in a schema document. Its pointer is kept as a chain, because the pointers of many deep places would be long texts.</summary>
internal sealed class SchemaPlace
{
    private readonly SchemaPlace? parent;
    private readonly string step;
    private Dictionary<string, SchemaPlace>? children;
    private bool isExpanded;

    private SchemaPlace(string? documentUri, JsonElement element, SchemaPlace? parent, string step) =>
        (DocumentUri, Element, this.parent, this.step) = (documentUri, element, parent, step);

    /// <summary>The URI that a registered document was found under, or null for the schema itself.</summary>
    public string? DocumentUri { get; }

    public JsonElement Element { get; }

    /// <summary>The schema resource that a schema belongs to; null while the place is not known to hold a schema.</summary>
    public SchemaResource? Resource { get; set; }

    /// <summary>What the schema here was compiled to, once somebody needed it.</summary>
    public SchemaNode? Node { get; set; }

    /// <summary>What a fault shows.</summary>
    public string Location => DocumentUri + "#" + Pointer;

    public string Pointer
    {
        get
        {
            var steps = new Stack<string>();
            for (var place = this; place.parent is not null; place = place.parent) steps.Push(place.step);
            var path = new PointerPath();
            foreach (var name in steps) path.Enter(name);
            return path.ToString();
        }
    }

    public static SchemaPlace RootOf(string? documentUri, JsonElement document) => new(documentUri, document, null, "");

    public SchemaPlace Child(string name, JsonElement element)
    {
        children ??= new(StringComparer.Ordinal);
        if (children.TryGetValue(name, out var known)) return known;
        return children[name] = new(DocumentUri, element, this, name);
    }

    public SchemaPlace Child(int index, JsonElement element) => Child(index.ToString(CultureInfo.InvariantCulture), element);

    /// <summary>What a token of a pointer leads to, if anything. All children are made at once: finding each anew would search a large object each time.</summary>
    public SchemaPlace? Step(string token)
    {
        if (!isExpanded)
        {
            isExpanded = true;
            if (Element.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in Element.EnumerateObject()) Child(member.Name, member.Value);
            }
            else if (Element.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, element) in Element.EnumerateArray().Index()) Child(index, element);
            }
        }

        return children?.GetValueOrDefault(token);
    }

    public SchemaException Error(string code, string message) => new(code, Pointer, DocumentUri, message);
}
