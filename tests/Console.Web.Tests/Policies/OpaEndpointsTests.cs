using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Testing.Policies;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class OpaEndpointsTests : IAsyncLifetime
{
    private const string Logged = """
        {"labels":{"id":"opa-1"},"decision_id":"a9e8e2a6-430c-4f16-8e6c-8b937b82c121","bundles":{"main":{"revision":"rev-7"}},"path":"agentconsole/decision/result",
         "input":{"proposal":{"args":{"email":"eva@example.com"}}},"result":{"decision":"deny","rule":"default_deny","obligations":[]},"timestamp":"2026-04-10T03:14:22.5Z"}
        """;

    private static readonly Uri Bundle = new("/bundles/main.tar.gz", UriKind.Relative);
    private static readonly Uri Standing = new("/api/v1/policies/opa", UriKind.Relative);
    private static readonly Uri Decisions = new("/api/v1/policies/opa/decisions", UriKind.Relative);
    private OpaConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await OpaConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task The_bundle_holds_the_sets_that_decide_and_changes_with_them()
    {
        await _console.PublishAsync("refunds", 1, OpaAnswers.DecisionRego);
        using var first = await BundleAsync();
        Assert.Equal((HttpStatusCode.OK, "application/gzip"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["/.manifest", "/refunds/policy.rego"], (await FilesOf(first)).Keys);
        Assert.Equal(OpaAnswers.DecisionRego, (await FilesOf(first))["/refunds/policy.rego"]);

        using var same = await BundleAsync(first.Headers.ETag);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());

        await _console.PublishAsync("refunds", 2, OpaAnswers.DecisionRego + "\n");
        using var next = await BundleAsync(first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(first.Headers.ETag, next.Headers.ETag);
        Assert.Contains("\"revision\":\"refunds@2\"", (await FilesOf(next))["/.manifest"], StringComparison.Ordinal);
        using var again = await BundleAsync();
        Assert.Equal(await next.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task There_is_no_other_bundle()
    {
        using var answer = await _console.Opa.GetAsync(new Uri("/bundles/other.tar.gz", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-token-of-the-OPAs-")]
    [InlineData("the-token-of-the-OPA")]
    [InlineData("THE-TOKEN-OF-THE-OPAS")]
    public async Task Whoever_presents_another_token_or_none_is_refused(string? token)
    {
        using var stranger = _console.Running.Client();
        if (token is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);

        using var bundle = await stranger.GetAsync(Bundle);
        using var logs = await _console.SendAsync("/opa/logs", $"[{Logged}]", client: stranger);
        using var status = await _console.SendAsync("/opa/status", """{"labels":{"id":"x"}}""", client: stranger);

        Assert.All([bundle, logs, status], answer => Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString())));
        Assert.Equal("unauthenticated", await bundle.CodeAsync());
        Assert.Empty((await _console.Reader.GetFromAsync(Decisions)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Where_no_token_is_configured_nobody_is_let_in()
    {
        await using var console = await RunningConsole.StartAsync();
        using var stranger = console.Client();
        stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer ");

        using var answer = await stranger.GetAsync(Bundle);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/opa/logs", true)]
    [InlineData("/opa/logs", false)]
    [InlineData("/logs", true)]
    public async Task A_decision_log_is_taken_and_shown_and_repeats_are_not(string path, bool isCompressed)
    {
        using var first = await _console.SendAsync(path, $"[{Logged}]", isCompressed);
        using var second = await _console.SendAsync(path, $"[{Logged},{Logged}]", isCompressed);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        var list = await _console.Reader.GetFromAsync(Decisions);
        var decision = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("a9e8e2a6-430c-4f16-8e6c-8b937b82c121", "opa-1", "main", "rev-7", "deny", "default_deny"), (decision.Text("decision_id"), decision.Text("instance"),
            decision.Text("bundle"), decision.Text("revision"), decision.Text("decision"), decision.Text("rule")));
        Assert.False(decision.GetProperty("asked").GetBoolean());
        Assert.DoesNotContain("eva@example.com", list.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{]")]
    [InlineData("nonsense")]
    public async Task What_is_no_log_is_refused(string body)
    {
        using var answer = await _console.SendAsync("/opa/logs", body);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_body_that_blows_up_when_it_is_expanded_is_not_expanded()
    {
        var bomb = OpaConsole.Compressed(new byte[OpaLimits.ExpandedBytesMax + 1]);
        Assert.InRange(bomb.Length, 1, OpaLimits.BodyBytesMax / 10);

        using var answer = await PostAsync(bomb, "gzip");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_body_that_is_too_large_as_it_is_sent_is_refused(bool isLengthHidden)
    {
        using var answer = await PostAsync(new byte[OpaLimits.BodyBytesMax + 1], "gzip", isLengthHidden);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_body_that_is_not_what_it_says_is_refused()
    {
        using var notCompressed = await PostAsync("[]"u8.ToArray(), "gzip");
        using var cut = await PostAsync(OpaConsole.Compressed(Encoding.UTF8.GetBytes($"[{Logged}]"))[..^20], "gzip");
        using var unknown = await PostAsync("[]"u8.ToArray(), "br");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (notCompressed.StatusCode, cut.StatusCode));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "encoding_unknown"), (unknown.StatusCode, await unknown.CodeAsync()));
    }

    [Theory, InlineData("/opa/status"), InlineData("/status")]
    public async Task A_status_shows_which_OPA_decides_by_which_bundle(string path)
    {
        await _console.PublishAsync("refunds", 1, OpaAnswers.DecisionRego);
        Assert.Equal(JsonValueKind.Undefined, (await _console.Reader.GetFromAsync(Standing)) is var before && before.TryGetProperty("last_status_at", out var at) ? at.ValueKind : JsonValueKind.Undefined);

        using var taken = await _console.SendAsync(path, """{"labels":{"id":"opa-1","version":"1.9.0"},"bundles":{"main":{"name":"main","active_revision":"refunds@1"}}}""");
        using var other = await _console.SendAsync(path, """{"labels":{"id":"opa-2"},"bundles":{"main":{"active_revision":"refunds@0","code":"bundle_error","message":"failed"}}}""");
        using var nobody = await _console.SendAsync(path, "{}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.BadRequest), (taken.StatusCode, other.StatusCode, nobody.StatusCode));
        var standing = await _console.Reader.GetFromAsync(Standing);
        Assert.Equal("""{"name":"main","revision":"refunds@1","sets":["refunds@1"]}""", standing.GetProperty("bundle").GetRawText());
        var instances = standing.GetProperty("instances").EnumerateArray().ToDictionary(one => one.Text("id")!);
        Assert.Equal(("1.9.0", "refunds@1", true), (instances["opa-1"].Text("version"), instances["opa-1"].Text("revision"), instances["opa-1"].GetProperty("current").GetBoolean()));
        Assert.Equal(("bundle_error: failed", false), (instances["opa-2"].Text("fault"), instances["opa-2"].GetProperty("current").GetBoolean()));
        Assert.Equal(standing.Text("last_status_at"), standing.GetProperty("instances")[0].Text("heard_at"));
    }

    [Fact]
    public async Task It_is_told_whether_an_OPA_is_asked_and_reached_but_no_address_and_no_token()
    {
        await using var asking = await OpaConsole.StartAsync("http://127.0.0.1:1");

        var (off, on) = (await _console.Reader.GetFromAsync(Standing), await asking.Reader.GetFromAsync(Standing));

        Assert.Equal((false, true), (off.GetProperty("asked").GetBoolean(), off.GetProperty("received").GetBoolean()));
        Assert.False(off.TryGetProperty("breaker", out _));
        Assert.Equal((true, "closed"), (on.GetProperty("asked").GetBoolean(), on.Text("breaker")));
        Assert.DoesNotContain("127.0.0.1", on.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(OpaConsole.BearerToken, on.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, InlineData("?limit=0"), InlineData("?cursor=x")]
    public async Task A_position_that_is_none_is_refused(string query)
    {
        using var answer = await _console.Reader.GetAsync(new Uri(Decisions + query, UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (answer.StatusCode, await answer.CodeAsync()));
    }

    private async Task<HttpResponseMessage> BundleAsync(EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Bundle);
        request.Headers.TryAddWithoutValidation("Prefer", "modes=snapshot,delta");
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await _console.Opa.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string encoding, bool isLengthHidden = false)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/opa/logs", UriKind.Relative)) { Content = content };
        if (isLengthHidden) request.Headers.TransferEncodingChunked = true;
        return await _console.Opa.SendAsync(request);
    }

    private static async Task<Dictionary<string, string>> FilesOf(HttpResponseMessage answer)
    {
        await using var gzip = new GZipStream(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        var files = new Dictionary<string, string>();
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var text = new StreamReader(entry.DataStream!);
            files.Add(entry.Name, await text.ReadToEndAsync());
        }

        return files;
    }
}
