using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentConsole.Web.Shell;

/// <summary>
/// A document as a resource: its members, and under <c>status</c> what the console says of it. What was read may be written back:
/// <c>status</c> is looked at for the version seen and otherwise ignored.
/// </summary>
internal static class ResourceBody
{
    private const string Status = "status";

    public static JsonObject Of(string document, JsonObject status)
    {
        var resource = JsonNode.Parse(document)!.AsObject();
        resource[Status] = status;
        return resource;
    }

    /// <summary>The document alone, and the version that the writer had read; or the refusal to answer with.</summary>
    public static (JsonElement Document, int? VersionSeen, IResult? Refusal) Read(JsonElement body)
    {
        if (!body.TryGetProperty(Status, out var status)) return (body, null, null);
        int? seen;
        try
        {
            seen = status.ValueKind == JsonValueKind.Object && status.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;
        }
        catch (InvalidOperationException)
        {
            return (body, null, RequestBody.Malformed("/" + Status, "A name in it is not well-formed Unicode."));
        }


        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var member in body.EnumerateObject().Where(member => member.Name != Status))
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        using var rest = JsonDocument.Parse(output.WrittenMemory, new JsonDocumentOptions { MaxDepth = 256 });
        return (rest.RootElement.Clone(), seen, null);
    }

    /// <summary>
    /// The version that an <c>If-Match</c> such as <c>"3"</c> asks for; null where there is none, or where it is <c>*</c>. What is no version
    /// of ours matches none.
    /// </summary>
    public static int? VersionOf(HttpRequest request)
    {
        var asked = request.Headers.IfMatch.ToString().Trim();
        if (asked.Length == 0 || asked == "*") return null;
        return int.TryParse(asked.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
    }

    /// <summary>The answer to who asked for a version that is not there any more: in the header, or in what was read and written back.</summary>
    public static IResult Stale(HttpRequest request, int version) => Problems.Of(
        request.Headers.IfMatch.Count > 0 ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict, "changed",
        "Somebody changed it meanwhile; read it again.", new Dictionary<string, object?> { ["version"] = version });

    private const int NoVersion = 0;
}
