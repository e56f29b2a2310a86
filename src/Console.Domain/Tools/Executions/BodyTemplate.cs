using System.Buffers;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>JSON in which <c>{"$arg": "/pointer"}</c> stands for an argument, whatever kind of value that is.</summary>
internal static class BodyTemplate
{
    private const string Place = "$arg";

    /// <summary>Everything that is wrong with a template, with its pointer below <paramref name="at"/>.</summary>
    public static IEnumerable<Fault> FaultsOf(JsonElement template, string at, ArgumentNames known)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object when template.TryGetProperty(Place, out var pointer):
                if (FaultOfPlace(template, pointer, known) is { } message) yield return new(at, "malformed", message);
                break;
            case JsonValueKind.Object:
                foreach (var member in template.EnumerateObject())
                    foreach (var fault in FaultsOf(member.Value, at + "/" + JsonPointer.Escape(member.Name), known))
                        yield return fault;
                break;
            case JsonValueKind.Array:
                foreach (var (index, element) in template.EnumerateArray().Index())
                    foreach (var fault in FaultsOf(element, $"{at}/{index}", known))
                        yield return fault;
                break;
        }
    }

    /// <summary>The bytes to send; null where they are too many, or nested too deeply. An argument that is missing takes its member with it.</summary>
    public static byte[]? Fill(JsonElement? template, JsonElement arguments)
    {
        var output = new ArrayBufferWriter<byte>(512);
        try
        {
            using var json = new Utf8JsonWriter(output, new() { MaxDepth = ProposalLimits.DepthMax * 2 });
            if (template is not { } shape) arguments.WriteTo(json);
            else Write(json, shape, arguments);
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        return output.WrittenCount <= ExecutionLimits.BodyBytesMax ? output.WrittenSpan.ToArray() : null;
    }

    private static void Write(Utf8JsonWriter json, JsonElement shape, JsonElement arguments)
    {
        switch (shape.ValueKind)
        {
            case JsonValueKind.Object when shape.TryGetProperty(Place, out var pointer):
                if (JsonPointer.Find(arguments, pointer.GetString()!) is { } value) value.WriteTo(json);
                else json.WriteNullValue();
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in shape.EnumerateObject().Where(member => !IsMissing(member.Value, arguments)))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, arguments);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in shape.EnumerateArray()) Write(json, element, arguments);
                json.WriteEndArray();
                break;
            default:
                shape.WriteTo(json);
                break;
        }
    }

    private static bool IsMissing(JsonElement shape, JsonElement arguments) =>
        shape.ValueKind == JsonValueKind.Object && shape.TryGetProperty(Place, out var pointer) && JsonPointer.Find(arguments, pointer.GetString()!) is null;

    private static string? FaultOfPlace(JsonElement place, JsonElement pointer, ArgumentNames known)
    {
        if (place.GetPropertyCount() != 1) return $"'{Place}' stands alone in its object.";
        if (pointer.ValueKind != JsonValueKind.String || JsonPointer.TokensOf(pointer.GetString()!) is not { } tokens)
            return "It must be a JSON pointer into the arguments, such as /order_id; an empty one means all of them.";
        return tokens.Count == 0 || known.Has(tokens[0]) ? null : $"'{tokens[0]}' names no argument of the input schema.";
    }
}
