using System.Text;
using System.Text.Json;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>Reads files of documents: JSON where the name says so, otherwise YAML with several documents to a file.</summary>
public static class DocumentReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DocumentLimits.DepthMax, AllowDuplicateProperties = false };

    public static async Task<DocumentReading> ReadFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            return await ReadAsync(path, stream, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DocumentReading.Unreadable(path, 0, exception.Message);
        }
    }

    public static async Task<DocumentReading> ReadAsync(string name, Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[DocumentLimits.FileBytesMax + 1];
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (count > DocumentLimits.FileBytesMax)
            return new DocumentReading.Unreadable(name, 0, $"A file has at most {DocumentLimits.FileBytesMax} bytes.");
        try
        {
            var bytes = buffer.AsSpan(0, count);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            return Read(name, text);
        }
        catch (DecoderFallbackException)
        {
            return new DocumentReading.Unreadable(name, 0, "It is not UTF-8 text.");
        }
    }

    public static DocumentReading Read(string name, string text)
    {
        if (!IsWellFormed(text)) return new DocumentReading.Unreadable(name, 0, "It is not well-formed Unicode.");
        var reading = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(name, text) : YamlReader.Read(name, text);
        return reading is DocumentReading.Read { Documents.Count: > DocumentLimits.DocumentsMax }
            ? new DocumentReading.Unreadable(name, 0, $"A file has at most {DocumentLimits.DocumentsMax} documents.")
            : reading;
    }

    internal static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text, at)) return false;
            at++;
        }

        return true;
    }

    private static DocumentReading ReadJson(string name, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            var root = json.RootElement.Clone();
            return new DocumentReading.Read(root.ValueKind == JsonValueKind.Array
                ? [.. root.EnumerateArray().Select(one => new SourceDocument(name, 0, one))]
                : [new SourceDocument(name, 0, root)]);
        }
        catch (JsonException exception)
        {
            return new DocumentReading.Unreadable(name, (int)(exception.LineNumber ?? -1) + 1, "It is not JSON, nests too deeply, or names a member twice.");
        }
    }
}
