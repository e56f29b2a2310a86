using System.Net;
using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class PageAnswersTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private HttpClient _person = null!;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter, BrokenAddress>());
        _person = _console.Client(await _console.Seed.TokenAsync(await _console.Seed.PersonAsync("Rita", Role.Reviewer)));
        _person.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task A_program_is_told_in_problem_details_that_there_is_no_such_address()
    {
        using var answer = await _person.GetAsync(new Uri("/api/v1/nowhere", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        foreach (var path in (string[])["/api/v1/nowhere", "/app.css", "/broken", "/nowhere"])
        {
            using var answer = await _person.GetAsync(new Uri(path, UriKind.Relative));

            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Theory]
    [InlineData("/tokens.css")]
    [InlineData("/app.css")]
    [InlineData("/shell.js")]
    [InlineData("/favicon.svg")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task What_the_sign_in_page_needs_is_there_for_everybody(string path)
    {
        using var nobody = _console.Client();

        using var answer = await nobody.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_kit_is_not_there_outside_of_development()
    {
        using var answer = await _person.GetAsync(new Uri("/kit", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private sealed class BrokenAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map("/broken", broken => broken.Run(_ => throw new InvalidOperationException("broken on purpose")));
        };
    }
}
