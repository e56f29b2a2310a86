using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentConsole.Web.Shell;

/// <summary>What is kept and shown but never acted on: any number as it was written, without the blanks between.</summary>
internal static class OpaqueJson
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where a text in it is not well-formed Unicode: nobody could read it back.</summary>
    public static string? TextOf(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            using var json = new Utf8JsonWriter(output, Form);
            element.WriteTo(json);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
