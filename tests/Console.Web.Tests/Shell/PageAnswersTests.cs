using System.Net;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Tests.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class PageAnswersTests(PageAnswersTests.OneConsole one) : IClassFixture<PageAnswersTests.OneConsole>
{
    private readonly RunningConsole _console = one.Console;
    private readonly HttpClient _person = one.Person;

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
    public async Task A_person_who_asks_for_nothing_that_exists_gets_a_page_in_the_usual_frame()
    {
        using var browser = await SignedInAsync();

        using var answer = await browser.GoAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", browser.Text, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("nav.rail"));
    }

    [Fact]
    public async Task A_page_that_breaks_says_so_with_a_reference_and_nothing_of_its_inside()
    {
        using var browser = await SignedInAsync();

        using var answer = await browser.GoAsync("/broken?x=1");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something broke", browser.Text, StringComparison.Ordinal);
        Assert.NotEqual("", browser.Page.QuerySelector("[data-copy]")!.GetAttribute("data-copy"));
        Assert.Equal("/broken?x=1", browser.Page.QuerySelector("a.btn")!.GetAttribute("href"));
        Assert.DoesNotContain("broken on purpose", browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_look_that_was_chosen_is_in_the_first_byte()
    {
        using var browser = await SignedInAsync();
        browser.Client.DefaultRequestHeaders.Add("Cookie", "console-theme=dark; console-rail=slim");

        using var answer = await browser.GoAsync("/nowhere");

        var root = browser.Page.DocumentElement;
        Assert.Equal(("dark", "slim", null), (root.GetAttribute("data-theme"), root.GetAttribute("data-rail"), root.GetAttribute("data-density")));
        Assert.StartsWith("per_", root.GetAttribute("data-reader"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_holds_a_script_of_its_own()
    {
        using var browser = await SignedInAsync();

        using var answer = await browser.GoAsync("/nowhere");

        Assert.NotEmpty(browser.Page.Scripts);
        Assert.All(browser.Page.Scripts, script => Assert.False(string.IsNullOrEmpty(script.Source)));
        Assert.DoesNotContain(browser.Page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_kit_is_not_there_outside_of_development()
    {
        using var answer = await _person.GetAsync(new Uri("/kit", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<Browser> SignedInAsync()
    {
        var browser = new Browser(_console.Address);
        await browser.SignInAsync("rita@example.com", "a long enough pass phrase for Rita");
        return browser;
    }

    /// <summary>One console for all of these: they only look.</summary>
    public sealed class OneConsole : IAsyncLifetime
    {
        public RunningConsole Console { get; private set; } = null!;

        /// <summary>A program of a person's, with a token.</summary>
        public HttpClient Person { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter, BrokenAddress>());
            Person = Console.Client(await Console.Seed.TokenAsync(await Console.Seed.PersonAsync("Rita", Role.Reviewer)));
        }

        public async ValueTask DisposeAsync()
        {
            Person.Dispose();
            await Console.DisposeAsync();
        }
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
