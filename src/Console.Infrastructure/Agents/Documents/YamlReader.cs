using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>
/// Turns YAML into JSON, event by event: plain scalars by the core schema of YAML 1.2, quoted ones stay text.
/// Anchors, aliases and tags are refused: a document says what it means, and none grows while it is read.
/// </summary>
internal sealed class YamlReader
{
    // The writer's default escapes what is plain in JSON; its depth check is ours below.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DocumentLimits.DepthMax + 1 };

    private readonly IParser _parser;
    private readonly ArrayBufferWriter<byte> _output = new();
    private int _nodes;

    private YamlReader(IParser parser) => _parser = parser;

    public static DocumentReading Read(string file, string text)
    {
        try
        {
            return new DocumentReading.Read(new YamlReader(new Parser(new StringReader(text))).Documents(file));
        }
        catch (YamlException exception)
        {
            return new DocumentReading.Unreadable(file, (int)exception.Start.Line, exception.Message);
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up on some texts without saying where.
            return new DocumentReading.Unreadable(file, 0, "It is not YAML.");
        }
    }

    private List<SourceDocument> Documents(string file)
    {
        var documents = new List<SourceDocument>();
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            var line = (int)_parser.Current!.Start.Line;
            // A file may begin or end with a separator; nothing between two of them is no document.
            var isEmpty = _parser.Current is Scalar { Value: "", Style: ScalarStyle.Plain };
            _output.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_output, Form)) Write(json, 0);
            if (!isEmpty) documents.Add(new(file, line, JsonElement.Parse(_output.WrittenSpan)));
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private void Write(Utf8JsonWriter json, int depth)
    {
        var at = _parser.Current!;
        if (depth > DocumentLimits.DepthMax) throw Refusal(at, $"It nests deeper than {DocumentLimits.DepthMax} levels.");
        if (++_nodes > DocumentLimits.NodesMax) throw Refusal(at, $"It holds more than {DocumentLimits.NodesMax} values.");
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false }) throw Refusal(at, "Anchors and aliases are not read here; write the value out.");
        if (at is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } }) throw Refusal(at, "Tags are not read here.");

        switch (at)
        {
            case Scalar scalar:
                _parser.MoveNext();
                YamlScalar.Write(json, scalar);
                break;
            case SequenceStart:
                _parser.MoveNext();
                json.WriteStartArray();
                while (!_parser.TryConsume<SequenceEnd>(out _)) Write(json, depth + 1);
                json.WriteEndArray();
                break;
            case MappingStart:
                _parser.MoveNext();
                WriteMapping(json, depth);
                break;
            default:
                throw Refusal(at, "It is not a value.");
        }
    }

    private void WriteMapping(Utf8JsonWriter json, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            if (at is not Scalar { Anchor.IsEmpty: true, Tag: { IsEmpty: true } or { IsNonSpecific: true } } key) throw Refusal(at, "A member's name is plain text.");
            if (!names.Add(key.Value)) throw Refusal(at, $"'{key.Value}' stands twice.");
            _parser.MoveNext();
            YamlScalar.WriteName(json, key);
            Write(json, depth + 1);
        }

        json.WriteEndObject();
    }

    internal static YamlException Refusal(ParsingEvent at, string why) => new(at.Start, at.End, why);
}
