using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class CallerEndpointsTests
{
    private const string Password = "a long enough pass phrase for Rita";

    /// <summary>What anybody may reach; whatever is added here was thought about.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "/.well-known/jwks.json", "/api/v1/grants/revoked", "/account/password", "/account/setup", "/account/sign-in", "/account/sign-in/code",
        "/api/v1/grants/redeem", "/healthz/live", "/healthz/ready", "/openapi/{documentName}.json",
        // An OPA presents a token of its own, for which a filter asks.
        "/logs", "/status", "/opa/logs", "/opa/status",
    ];

    [Fact]
    public async Task Only_what_is_listed_is_open_to_anybody()
    {
        await using var console = await RunningConsole.StartAsync();

        var open = Routes(console).Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            // Files of the page itself.
            .Where(path => !path.Contains('.', StringComparison.Ordinal) || path.StartsWith("/.well-known", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.All(open, path => Assert.Contains(path, OpenToAnybody));
    }

    [Fact]
    public async Task A_cookie_changes_nothing_without_an_antiforgery_token()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        using var browser = new Browser(console.Address);
        await browser.SignInAsync("rita@example.com", Password);
        const string call = "/api/v1/proposals/prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f/claim";

        using var forged = await browser.Client.PostAsync(new Uri(call, UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal("antiforgery_required", await forged.CodeAsync());

        var token = await browser.Client.GetFromJsonAsync<JsonElement>("/api/v1/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(call, UriKind.Relative));
        request.Headers.Add(token.Text("header")!, token.Text("token"));
        using var meant = await browser.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, meant.StatusCode);
    }

    [Theory]
    [InlineData("Bearer aca_abcdefghijkl_0123456789012345678901234567890123456789012")]
    [InlineData("Bearer ")]
    [InlineData("Basic cml0YTpwYXNz")]
    [InlineData("aca_abcdefghijkl_0123456789012345678901234567890123456789012")]
    public async Task What_is_presented_and_wrong_is_never_replaced_by_a_cookie(string header)
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        using var browser = new Browser(console.Address);
        await browser.SignInAsync("rita@example.com", Password);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/queue", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await browser.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("unauthenticated", await response.CodeAsync());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_key_does_not_open_what_a_person_opens_and_the_other_way_round()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;

        using var queue = await agent.GetAsync("/api/v1/queue");
        using var proposed = await reviewer.ProposeAsync(Wire.Refund);
        using var ledger = await reviewer.GetAsync("/api/v1/ledger");

        Assert.Equal((HttpStatusCode.Forbidden, "person_needed"), (queue.StatusCode, await queue.CodeAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "agent_needed"), (proposed.StatusCode, await proposed.CodeAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "role_missing"), (ledger.StatusCode, await ledger.CodeAsync()));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_and_no_page_needs_an_inline_script()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.PersonAsync("Rita", Enum.GetValues<Role>());
        using var browser = new Browser(console.Address);
        await browser.SignInAsync("rita@example.com", Password);
        var pages = Routes(console).Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.Contains('{', StringComparison.Ordinal) && !path.Contains('.', StringComparison.Ordinal) && !path.StartsWith("/_", StringComparison.Ordinal))
            .Distinct().ToList();

        Assert.Contains("/account", pages);
        foreach (var page in pages)
        {
            using var response = await browser.Client.GetAsync(new Uri(page, UriKind.Relative));
            Assert.True(response.Headers.Contains("Content-Security-Policy"), $"{page} answered {(int)response.StatusCode} without a policy");
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            var document = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(), CancellationToken.None);
            Assert.All(document.Scripts, script => Assert.NotNull(script.Source));
            Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Answers_about_access_and_state_lie_in_no_cache()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var anonymous = console.Client();

        using var queue = await reviewer.GetAsync("/api/v1/queue");
        using var signIn = await anonymous.GetAsync("/account/sign-in");

        Assert.True(queue.Headers.CacheControl!.NoStore);
        Assert.True(signIn.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task No_secret_is_ever_logged()
    {
        using var log = new LogSink();
        await using var console = await RunningConsole.StartAsync(builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        await console.Seed.ToolAsync(Testing.Seed.RefundTool);
        await console.Seed.AgentAsync("support");
        var (key, token) = (await console.Seed.KeyAsync("support"), await console.Seed.TokenAsync(await console.Seed.PersonAsync("Rita", Role.Reviewer)));
        using var agent = console.Client(key);
        using var reviewer = console.Client(token);
        using var proposed = await agent.ProposeAsync(Wire.Refund);
        using var queue = await reviewer.GetAsync("/api/v1/queue");
        using var browser = new Browser(console.Address);
        await browser.SignInAsync("rita@example.com", Password);
        await browser.GoAsync("/account/setup?code=a-setup-code-of-our-own");

        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        Assert.Contains("Rita", browser.Text + "Rita", StringComparison.Ordinal);
        Assert.NotEmpty(log.Lines);
        foreach (var secret in (string[])[key[17..], token[17..], Password, "a-setup-code-of-our-own"])
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    private static IEnumerable<RouteEndpoint> Routes(RunningConsole console) =>
        console.App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private sealed class LogSink : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
