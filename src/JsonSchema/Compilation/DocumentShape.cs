using System.Runtime.InteropServices;
using System.Text.Json;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Looks at a schema document as JSON alone, so that everything after may walk it without fear.</summary>
internal sealed class DocumentShape
{
    private readonly PointerPath path = new();
    private readonly string? documentUri;

    private DocumentShape(string? documentUri) => this.documentUri = documentUri;

    /// <summary>Refuses documents that are too large, too deep, name a member twice or hold text that is none.</summary>
    public static void Check(JsonElement document, string? documentUri)
    {
        if (document.ValueKind == JsonValueKind.Undefined) throw new ArgumentException("The element holds no value.", nameof(document));
        var shape = new DocumentShape(documentUri);
        if (JsonMarshal.GetRawUtf8Value(document).Length > SchemaLimits.SchemaBytesMax)
        {
            throw shape.Error(SchemaErrors.TooLarge, $"The schema is longer than {SchemaLimits.SchemaBytesMax} bytes.");
        }

        shape.Check(document, 1);
    }

    private void Check(JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth > SchemaLimits.SchemaDepthMax:
                throw Error(SchemaErrors.TooLarge, $"The schema is nested deeper than {SchemaLimits.SchemaDepthMax} levels.");
            case JsonValueKind.Object:
                CheckMembers(value, depth);
                break;
            case JsonValueKind.Array:
                CheckElements(value, depth);
                break;
            case JsonValueKind.String when !JsonText.TryGetString(value, out _):
                throw Error(SchemaErrors.Malformed, "The text holds half a surrogate pair.");
            default:
                break;
        }
    }

    private void CheckElements(JsonElement value, int depth)
    {
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            path.Enter(index++);
            Check(element, depth + 1);
            path.Leave();
        }
    }

    private void CheckMembers(JsonElement value, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = NameOf(member);
            path.Enter(name);
            if (!names.Add(name)) throw Error(SchemaErrors.DuplicateName, "The member is named twice.");
            Check(member.Value, depth + 1);
            path.Leave();
        }
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Error(SchemaErrors.Malformed, "A name holds half a surrogate pair.");
        }
    }

    private SchemaException Error(string code, string message) => new(code, path.ToString(), documentUri, message);
}
