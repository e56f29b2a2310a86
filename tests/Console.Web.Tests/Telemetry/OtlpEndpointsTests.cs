using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Testing;
using Xunit;
using static AgentConsole.Testing.Telemetry.OtlpBytes;

namespace AgentConsole.Web.Tests.Telemetry;

public sealed class OtlpEndpointsTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Id = "b7ad6b7169203331";
    private const string Other = "00f067aa0ba902b7";

    private static ulong Now => (ulong)(DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static byte[] Good => Export([], [], Span(Trace, Id, Now, Text(5, "chat"), Said("gen_ai.operation.name", "chat"), Said("gen_ai.usage.input_tokens", 9)));

    [Fact]
    public async Task What_was_taken_whole_is_answered_with_an_empty_message()
    {
        await using var stage = await StageAsync();

        var (status, type, body) = await stage.SendAsync(Good, Protobuf);
        Assert.Equal((200, Protobuf, 0), (status, type, body.Length));

        (status, type, body) = await stage.SendAsync("{}"u8.ToArray(), Json + "; charset=utf-8");
        Assert.Equal((200, Json, "{}"), (status, type, Encoding.UTF8.GetString(body)));
    }

    [Fact]
    public async Task Spans_of_a_trace_that_names_no_run_are_one_by_its_id()
    {
        await using var stage = await StageAsync();
        await stage.SendAsync(Good, Protobuf);

        var events = await stage.Agent.GetFromAsync(new($"/api/v1/runs/{Trace}/events", UriKind.Relative));

        Assert.Equal(9, Assert.Single(events.GetProperty("items").EnumerateArray()).GetProperty("usage").GetProperty("input_tokens").GetInt32());
    }

    [Fact]
    public async Task What_is_sent_again_is_not_there_twice()
    {
        await using var stage = await StageAsync();
        var good = Good;
        for (var time = 0; time < 3; time++) Assert.Equal(200, (await stage.SendAsync(good, Protobuf)).Status);

        var events = await stage.Agent.GetFromAsync(new($"/api/v1/runs/{Trace}/events", UriKind.Relative));

        Assert.Single(events.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_was_left_out_is_counted_in_the_answer()
    {
        await using var stage = await StageAsync();

        var (status, _, body) = await stage.SendAsync(
            Export([], [], Span(Trace, Id, Now), Span(Trace, Id, 0), Span(Trace, Other, Now, Said("agentconsole.agent", "somebody-else"))), Protobuf);
        Assert.Equal(200, status);
        // partial_success { rejected_spans: 2 error_message: … }, whose length takes two bytes.
        Assert.Equal((10, 8, 2, 18), (body[0], body[3], body[4], body[5]));
        var message = Encoding.UTF8.GetString(body);
        Assert.Contains("Span 2 (no_start)", message, StringComparison.Ordinal);
        Assert.Contains("Span 3 (wrong_agent)", message, StringComparison.Ordinal);

        (status, _, body) = await stage.SendAsync("""{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}]}"""u8.ToArray(), Json);
        Assert.Equal(200, status);
        Assert.StartsWith("""{"partialSuccess":{"rejectedSpans":"1","errorMessage":"Span 1 (trace_id): """, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_in_the_spelling_of_the_question()
    {
        await using var stage = await StageAsync();

        var (status, type, body) = await stage.SendAsync([0x0A, 0xFF], Protobuf);
        // code: 3 message: …
        Assert.Equal((400, Protobuf, 8, 3, 18), (status, type, body[0], body[1], body[2]));

        (status, type, body) = await stage.SendAsync("nonsense"u8.ToArray(), Json);
        Assert.Equal((400, Json), (status, type));
        Assert.StartsWith("""{"code":3,"message":""", Encoding.UTF8.GetString(body), StringComparison.Ordinal);

        Assert.Equal(415, (await stage.SendAsync(Good, "text/plain")).Status);
        Assert.Equal(415, (await stage.SendAsync(Good, null)).Status);
        Assert.Equal(415, (await stage.SendAsync(Good, Protobuf, "br")).Status);
        Assert.Equal(400, (await stage.SendAsync(Good, Protobuf, "gzip")).Status);
    }

    [Fact]
    public async Task Gzip_is_unpacked_and_no_further_than_a_body_may_be()
    {
        await using var stage = await StageAsync();
        foreach (var coding in (string[])["gzip", "GZIP", "x-gzip"]) Assert.Equal(200, (await stage.SendAsync(Packed(Good), Protobuf, coding)).Status);

        // A thousand times as long when it is unpacked. That its end is broken nobody sees: it is not read so far.
        var bomb = Packed(new byte[TelemetryLimits.BodyBytesMax * 4])[..^100];
        Assert.True(bomb.Length < TelemetryLimits.BodyBytesMax / 50);
        var (status, type, body) = await stage.SendAsync(bomb, Protobuf, "gzip");
        Assert.Equal((413, Protobuf, 8, 8), (status, type, body[0], body[1]));

        Assert.Equal(400, (await stage.SendAsync(Packed(Good)[..^12], Protobuf, "gzip")).Status);
    }

    // Said and not sent: whoever is refused may stop before it has sent all, and a client that goes on finds the connection closed.
    [Fact]
    public async Task A_body_that_says_it_is_too_long_is_refused_before_it_comes()
    {
        await using var stage = await StageAsync();
        using var client = new TcpClient(stage.Console.Address.Host, stage.Console.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST /v1/traces HTTP/1.1\r\nHost: {stage.Console.Address.Authority}\r\nAuthorization: {stage.Agent.DefaultRequestHeaders.Authorization}\r\n" +
            $"Content-Type: {Protobuf}\r\nContent-Length: {TelemetryLimits.BodyBytesMax + 1}\r\n\r\n")));
        using var reader = new StreamReader(stream, Encoding.ASCII);

        Assert.StartsWith("HTTP/1.1 413 ", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_an_agent_sends_spans()
    {
        await using var stage = await StageAsync();
        foreach (var (client, status) in ((HttpClient, HttpStatusCode)[])[(stage.Reviewer, HttpStatusCode.Forbidden), (stage.Console.Client(), HttpStatusCode.Unauthorized)])
        {
            using var content = new ByteArrayContent(Good);
            content.Headers.ContentType = new(Protobuf);
            using var answer = await client.PostAsync("/v1/traces", content);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal)) gzip.Write(bytes);
        return output.ToArray();
    }

    private static async Task<Stage> StageAsync()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        return new(console, agent, reviewer);
    }

    private sealed record Stage(RunningConsole Console, HttpClient Agent, HttpClient Reviewer) : IAsyncDisposable
    {
        public async Task<(int Status, string? Type, byte[] Body)> SendAsync(byte[] body, string? type, string? encoding = null)
        {
            using var content = new ByteArrayContent(body);
            if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
            using var answer = await Agent.PostAsync("/v1/traces", content);
            return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsByteArrayAsync());
        }

        public ValueTask DisposeAsync()
        {
            Agent.Dispose();
            Reviewer.Dispose();
            return Console.DisposeAsync();
        }
    }
}
