using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;
using AgentConsole.Infrastructure.Telemetry.Otlp;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AgentConsole.Testing.Telemetry.OtlpBytes;

namespace AgentConsole.Infrastructure.Tests.Telemetry.Otlp;

public sealed class OtlpReaderTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Id = "b7ad6b7169203331";
    private const string Parent = "00f067aa0ba902b7";
    private const ulong Start = 1_764_000_000_123_456_789;

    private const string Json = """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","parentSpanId":"00f067aa0ba902b7",
          "traceState":"x=y","flags":257,"name":"chat gpt","kind":3,"startTimeUnixNano":"1764000000123456789","endTimeUnixNano":1764000001123456789,
          "attributes":[
            {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
            {"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}},
            {"key":"gen_ai.usage.output_tokens","value":{"intValue":3}},
            {"value":{"doubleValue":0.5},"key":"gen_ai.request.temperature"},
            {"key":"gen_ai.request.stream","value":{"boolValue":true}},
            {"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"},{}]}}},
            {"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[{"key":"city","value":{"stringValue":"Bern"}},{"key":"blob","value":{"bytesValue":"AQI="}}]}}},
            {"key":"gen_ai.input.messages","value":{"stringValue":"secret"}}],
          "events":[{"timeUnixNano":"1","name":"exception","attributes":[{"key":"exception.type","value":{"stringValue":"Oops"}},{"key":"exception.message","value":{"stringValue":"broke"}}]},{"name":"other"}],
          "links":[{"traceId":"00"}],"status":{"code":2,"message":"in short"}}],"scope":{"name":"lib","version":"1.2"}}],
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}],"droppedAttributesCount":0},"schemaUrl":"x"}],"unknown":{"deep":[1,{"a":null}]}}
        """;

    private static byte[] Protobuf => Export(
        Attribute(1, "service.name", Text(1, "shop")), [.. Text(1, "lib"), .. Text(2, "1.2")],
        Span(Trace, Id, Start, Field(4, Convert.FromHexString(Parent)), Text(3, "x=y"), Text(5, "chat gpt"), Number(6, 3), Fixed64(8, Start + 1_000_000_000),
            Said("gen_ai.operation.name", "chat"), Said("gen_ai.usage.input_tokens", 12), Said("gen_ai.usage.output_tokens", 3),
            Attribute(9, "gen_ai.request.temperature", Fixed64(4, BitConverter.DoubleToUInt64Bits(0.5))), Attribute(9, "gen_ai.request.stream", Number(2, 1)),
            Attribute(9, "gen_ai.response.finish_reasons", Field(5, [.. Field(1, Text(1, "stop")), .. Field(1, [])])),
            Attribute(9, "gen_ai.tool.call.arguments", Field(6, [.. Attribute(1, "city", Text(1, "Bern")), .. Attribute(1, "blob", Field(7, [1, 2]))])),
            Said("gen_ai.input.messages", "secret"),
            Field(11, [.. Fixed64(1, 1), .. Text(2, "exception"), .. Attribute(3, "exception.type", Text(1, "Oops")), .. Attribute(3, "exception.message", Text(1, "broke"))]),
            Field(11, Text(2, "other")), Field(13, Field(1, [0])), Field(15, [.. Text(2, "in short"), .. Number(3, 2)]), [0x85, 0x01, 1, 2, 3, 4]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_spellings_say_the_same(bool isProtobuf)
    {
        var export = isProtobuf ? OtlpReader.OfProtobuf(Protobuf, out var reason) : OtlpReader.OfJson(Encoding.UTF8.GetBytes(Json), out reason);

        Assert.Equal("", reason);
        Assert.Equal(0, export!.RejectedCount);
        var span = Assert.Single(export.Spans);
        Assert.Equal((1, Trace, Id, Parent, "chat gpt", SpanRole.Client), (span.Number, span.TraceId, span.SpanId, span.ParentSpanId, span.Name, span.Role));
        Assert.Equal((Start, Start + 1_000_000_000, SpanStatus.Error, "in short"), (span.StartNanos, span.EndNanos, span.Status, span.StatusMessage));
        Assert.Equal(["gen_ai.operation.name", "gen_ai.request.stream", "gen_ai.request.temperature", "gen_ai.response.finish_reasons",
            "gen_ai.tool.call.arguments", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"], span.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new SpanValue.Whole(12), span.Attributes["gen_ai.usage.input_tokens"]);
        Assert.Equal(new SpanValue.Real(0.5), span.Attributes["gen_ai.request.temperature"]);
        Assert.Equal(new SpanValue.Flag(true), span.Attributes["gen_ai.request.stream"]);
        Assert.Equal("""["stop"]""", span.Attributes["gen_ai.response.finish_reasons"].AsJson().GetRawText());
        Assert.Equal("""{"city":"Bern","blob":"AQI="}""", span.Attributes["gen_ai.tool.call.arguments"].AsJson().GetRawText());
        Assert.Equal([new SpanFailure("Oops", "broke")], span.Failures);
        Assert.Equal("shop", span.Resource["service.name"].AsText());
        Assert.Equal(("lib", "1.2"), (span.Scope["otel.scope.name"].AsText(), span.Scope["otel.scope.version"].AsText()));
    }

    [Fact]
    public void Names_as_the_proto_files_have_them_and_named_numbers_are_read_too()
    {
        const string Snake = """
            {"resource_spans":[{"scope_spans":[{"spans":[{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331","parent_span_id":"","name":null,
              "kind":"SPAN_KIND_SERVER","start_time_unix_nano":1.764e18,"end_time_unix_nano":"0","status":{"code":"STATUS_CODE_OK"},
              "attributes":[{"key":"gen_ai.usage.input_tokens","value":{"int_value":"7"}},{"key":"service.name","value":{"string_value":"s"}}]}]}]}]}
            """;

        var span = Assert.Single(OtlpReader.OfJson(Encoding.UTF8.GetBytes(Snake), out _)!.Spans);

        Assert.Equal((SpanRole.Server, SpanStatus.Ok, 1_764_000_000_000_000_000UL, null), (span.Role, span.Status, span.StartNanos, span.ParentSpanId));
        Assert.Equal(7, span.Attributes["gen_ai.usage.input_tokens"].AsCount());
    }

    [Fact]
    public void One_bad_span_is_left_out_and_the_rest_is_kept()
    {
        var large = Span(Trace, Id, Start, Said("gen_ai.input.messages", new string('x', SpanLimits.SpanBytesMax)));
        var many = Span(Trace, Id, Start, [.. Enumerable.Range(0, SpanLimits.AttributesMax + 1).Select(at => Said(string.Create(CultureInfo.InvariantCulture, $"retrieval.documents.{at}.document.id"), "d"))]);
        var export = OtlpReader.OfProtobuf(Export([], [],
            Span(Trace, Id, Start), Span("00", Id, Start), Span(new string('0', 32), Id, Start), Span(Trace, new string('0', 16), Start), Span(Trace, Id, 0),
            Span(Trace, Id, Start, Field(4, [1])), Field(1, new byte[5_000]), large, many, Span(Trace, Parent, Start)), out _)!;

        Assert.Equal([1, 10], export.Spans.Select(span => span.Number));
        Assert.Equal(8, export.RejectedCount);
        Assert.Equal([(2, "trace_id"), (3, "trace_id"), (4, "span_id"), (5, "no_start"), (6, "parent_span_id"), (7, "trace_id"), (8, "too_large"), (9, "too_large")],
            export.Rejected.Select(one => (one.Number, one.Code)));
    }

    [Fact]
    public void A_long_span_of_JSON_and_ids_in_base64_are_left_out()
    {
        var spans = string.Join(',', $$"""{"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"{{Id}}","startTimeUnixNano":"1"}""",
            $$"""{"traceId":"{{Trace}}","spanId":"{{Id}}","startTimeUnixNano":"1","name":"{{new string('x', SpanLimits.SpanBytesMax)}}"}""", "null", "{}",
            $$"""{"traceId":"{{Trace}}","spanId":"{{Id}}","startTimeUnixNano":"1"}""");

        var export = OtlpReader.OfJson(Encoding.UTF8.GetBytes($$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{spans}}]}]}]}"""), out _)!;

        Assert.Equal([5], export.Spans.Select(span => span.Number));
        Assert.Equal(["trace_id", "too_large", "trace_id", "trace_id"], export.Rejected.Select(one => one.Code));
    }

    [Fact]
    public void Spans_beyond_the_bound_are_counted_and_not_held()
    {
        var spans = Enumerable.Range(1, TelemetryLimits.EventsMax + 200).Select(at => Span(Trace, at.ToString("x16", CultureInfo.InvariantCulture), Start)).ToArray();

        var export = OtlpReader.OfProtobuf(Export([], [], spans), out _)!;

        Assert.Equal((TelemetryLimits.EventsMax, 200, TelemetryLimits.RejectionsShownMax), (export.Spans.Count, export.RejectedCount, export.Rejected.Count));
    }

    [Fact]
    public void A_value_that_is_nested_too_deeply_is_left_out_of_either_spelling()
    {
        var (bytes, json) = (Text(1, "x"), """{"stringValue":"x"}""");
        for (var depth = 1; depth <= SpanLimits.ValueDepthMax; depth++)
        {
            bytes = Field(5, Field(1, bytes));
            json = $$$"""{"arrayValue":{"values":[{{{json}}}]}}""";
        }

        var fromBytes = OtlpReader.OfProtobuf(Export([], [], Span(Trace, Id, Start, Attribute(9, "gen_ai.tool.call.arguments", bytes))), out _)!.Spans[0];
        var fromJson = OtlpReader.OfJson(Encoding.UTF8.GetBytes(
            $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"{{Trace}}","spanId":"{{Id}}","startTimeUnixNano":"1","attributes":[{"key":"gen_ai.tool.call.arguments","value":{{json}}}]}]}]}]}"""), out _)!.Spans[0];

        var brackets = new string('[', SpanLimits.ValueDepthMax) + new string(']', SpanLimits.ValueDepthMax);
        Assert.Equal(brackets, fromBytes.Attributes["gen_ai.tool.call.arguments"].AsJson().GetRawText());
        Assert.Equal(brackets, fromJson.Attributes["gen_ai.tool.call.arguments"].AsJson().GetRawText());
    }

    [Fact]
    public void Millions_of_tiny_values_are_not_held()
    {
        var tiny = Field(5, [.. Enumerable.Repeat(Field(1, []), SpanLimits.ValuesMax + 10).SelectMany(one => one)]);

        var export = OtlpReader.OfProtobuf(Export([], [], Span(Trace, Id, Start, Attribute(9, "gen_ai.tool.call.arguments", tiny)), Span(Trace, Parent, Start)), out _)!;

        Assert.Empty(export.Spans);
        Assert.Equal(["too_large", "too_large"], export.Rejected.Select(one => one.Code));
    }

    [Fact]
    public void Texts_that_no_database_keeps_are_mended()
    {
        var span = OtlpReader.OfProtobuf(Export([], [], Span(Trace, Id, Start, Field(5, [(byte)'a', 0, 0xFF, (byte)'b']))), out _)!.Spans[0];
        var fromJson = OtlpReader.OfJson(Encoding.UTF8.GetBytes(
            $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"{{Trace}}","spanId":"{{Id}}","startTimeUnixNano":"1","name":"a\u0000b"}]}]}]}"""), out _)!.Spans[0];

        Assert.Equal("a\uFFFD\uFFFDb", span.Name);
        Assert.Equal("a\uFFFDb", fromJson.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("nonsense")]
    [InlineData("""{"resourceSpans":{}}""")]
    [InlineData("""{"resourceSpans":[1]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"soon"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":-1}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"\ud800"}]}]}]}""")]
    [InlineData("""{"\ud800":1}""")]
    public void What_is_no_export_is_refused_as_a_whole(string json)
    {
        Assert.Null(OtlpReader.OfJson(Encoding.UTF8.GetBytes(json), out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void JSON_that_is_nested_without_end_is_refused()
    {
        Assert.Null(OtlpReader.OfJson(Encoding.UTF8.GetBytes("""{"x":""" + new string('[', 100_000)), out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void An_empty_export_is_one()
    {
        Assert.Empty(OtlpReader.OfProtobuf([], out _)!.Spans);
        Assert.Empty(OtlpReader.OfJson("{}"u8, out _)!.Spans);
    }

    [Fact]
    public void Protobuf_that_is_cut_anywhere_is_refused_or_has_one_span_less()
    {
        var whole = Protobuf;
        for (var length = 1; length < whole.Length; length++)
            Assert.Null(OtlpReader.OfProtobuf(whole.AsSpan(0, length), out _));
    }

    // Refused or read, and never anything else: no exception comes out, whatever goes in.
    [Fact]
    public void Whatever_bytes_come_they_are_read_or_refused()
    {
        var flips = from flipped in Gen.ArrayOf(Gen.Choose(0, 100_000)) from mask in Gen.Choose(1, 255) select (flipped, mask);

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            Read(bytes);
            // As the content of a message that is otherwise well-formed.
            Read(Field(1, bytes));
            Read(Export(bytes, bytes, bytes));
            Read(Export([], [], Span(Trace, Id, Start, bytes)));
            Read(Export([], [], Span(Trace, Id, Start, Attribute(9, "gen_ai.tool.call.arguments", bytes))));
        }).QuickCheckThrowOnFailure();
        Prop.ForAll(flips.ToArbitrary(), change =>
        {
            foreach (var original in (byte[][])[Protobuf, Encoding.UTF8.GetBytes(Json)])
            {
                var bytes = original.ToArray();
                foreach (var at in change.flipped) bytes[at % bytes.Length] ^= (byte)change.mask;
                Read(bytes);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_one_byte_is_changed_to_it_is_read_or_refused()
    {
        foreach (var original in (byte[][])[Protobuf, Encoding.UTF8.GetBytes(Json)])
            for (var at = 0; at < original.Length; at++)
                foreach (var value in (byte[])[0, 0xFF, (byte)'"', (byte)'{', (byte)'}', (byte)(original[at] ^ 1), (byte)(original[at] ^ 0x80)])
                {
                    var bytes = original.ToArray();
                    bytes[at] = value;
                    Read(bytes);
                }
    }

    // And what was read can be mapped and written.
    private static void Read(byte[] bytes)
    {
        foreach (var export in (OtlpExport?[])[OtlpReader.OfProtobuf(bytes, out _), OtlpReader.OfJson(bytes, out _)])
            foreach (var one in SpanDrafts.Of(export?.Spans ?? []))
                Assert.NotNull(JsonSerializer.Serialize(one.Draft));
    }
}
