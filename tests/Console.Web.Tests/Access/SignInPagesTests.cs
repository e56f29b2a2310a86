using System.Net;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Testing;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class SignInPagesTests
{
    private const string Email = "rita@example.com";
    private const string Password = "a long enough pass phrase for Rita";
    private const string Next = "another fjord saddle envelope";

    [Fact]
    public async Task The_right_password_leads_where_one_wanted_to_go()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);

        await browser.GoAsync("/account?x=1");
        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
        await browser.SubmitAsync("sign-in", ("email", Email), ("password", Password));

        Assert.Equal("/account?x=1", browser.At.PathAndQuery);
        Assert.Contains("Rita", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_stays_outside_and_keeps_the_address()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);

        await browser.GoAsync("/account/sign-in");
        await browser.SubmitAsync("sign-in", ("email", Email), ("password", "wrong"));

        Assert.Contains("E-mail or password is wrong", browser.Text, StringComparison.Ordinal);
        Assert.Equal(Email, browser.Page.QuerySelector("#email")!.GetAttribute("value"));
        await browser.GoAsync("/account");
        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/%5Cevil.test/")]
    [InlineData("/%09/evil.test/")]
    public async Task Nobody_is_led_to_another_host(string wanted)
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);

        await browser.GoAsync("/account/sign-in?return=" + wanted);
        using var response = await browser.SubmitAsync("sign-in", ("email", Email), ("password", Password));

        Assert.Equal(console.Address.Authority, browser.At.Authority);
        Assert.Equal("/review", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);
        await browser.GoAsync("/account/sign-in");

        using var response = await browser.SubmitAsync("sign-in", ("email", Email), ("password", Password), ("__RequestVerificationToken", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Email, Password);

        await browser.SubmitToAsync("/account/sign-out");
        await browser.GoAsync("/account");

        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session_and_keeps_this_one()
    {
        await using var console = await StartAsync();
        using var here = new Browser(console.Address);
        using var there = new Browser(console.Address);
        await here.SignInAsync(Email, Password);
        await there.SignInAsync(Email, Password);

        await here.SubmitAsync("change-password", ("present", Password), ("next", "password password"));
        Assert.Contains("common words", here.Text, StringComparison.Ordinal);
        await here.SubmitAsync("change-password", ("present", Password), ("next", Next));

        Assert.Contains("Your password is changed", here.Text, StringComparison.Ordinal);
        await here.GoAsync("/account");
        Assert.Equal("/account", here.At.AbsolutePath);
        await there.GoAsync("/account");
        Assert.Equal("/account/sign-in", there.At.AbsolutePath);
    }

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours_and_after_a_day_in_any_case()
    {
        var clock = new FakeClock();
        await using var console = await StartAsync(clock);
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Email, Password);

        for (var visit = 0; visit < 3; visit++)
        {
            clock.Advance(TimeSpan.FromHours(7));
            await browser.GoAsync("/account");
            Assert.Equal("/account", browser.At.AbsolutePath);
        }

        clock.Advance(TimeSpan.FromHours(4));
        await browser.GoAsync("/account");
        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);

        await browser.SignInAsync(Email, Password);
        clock.Advance(AccessLimits.SignInIdleMax + TimeSpan.FromMinutes(1));
        await browser.GoAsync("/account");
        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task A_disabled_person_is_out_at_the_next_step()
    {
        await using var console = await StartAsync();
        var services = console.App.Services;
        await console.Seed.PersonAsync("Root", Role.Admin);
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Email, Password);
        var person = await services.GetRequiredService<PersonQuery>().FindByEmailAsync(Email, CancellationToken.None);

        await services.GetRequiredService<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), person!.Value, true), CancellationToken.None);
        await browser.GoAsync("/account");

        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task An_authenticator_app_is_set_up_used_and_stood_in_for()
    {
        var clock = new FakeClock();
        await using var console = await StartAsync(clock);
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Email, Password);

        await browser.SubmitAsync("offer");
        var key = KeyOf(browser.Page.QuerySelector("code.key")!.TextContent);
        await browser.SubmitAsync("turn-on", ("code", "000000"));
        Assert.Contains("This code is wrong", browser.Text, StringComparison.Ordinal);
        Assert.Equal(key, KeyOf(browser.Page.QuerySelector("code.key")!.TextContent));
        await browser.SubmitAsync("turn-on", ("code", Totp.CodeAt(key, Totp.StepAt(clock.GetUtcNow()))));
        var recovery = browser.Page.QuerySelectorAll(".codes li").Select(code => code.TextContent).ToList();
        Assert.Equal(AccessLimits.RecoveryCodes, recovery.Count);
        await browser.GoAsync("/account");
        Assert.DoesNotContain(recovery[0], browser.Text, StringComparison.Ordinal);
        Assert.Contains("On: signing in asks for a code", browser.Text, StringComparison.Ordinal);

        using var other = new Browser(console.Address);
        await other.GoAsync("/account");
        await other.SubmitAsync("sign-in", ("email", Email), ("password", Password));
        Assert.Equal("/account/sign-in/code", other.At.AbsolutePath);
        await other.SubmitAsync("code", ("code", recovery[0]));
        Assert.Equal("/account", other.At.AbsolutePath);

        clock.Advance(AccessLimits.FreshSignInMax + TimeSpan.FromMinutes(1));
        await other.GoAsync("/account");
        Assert.Contains("sign in again", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_comes_after_the_password_and_not_long_after()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);

        await browser.GoAsync("/account/sign-in/code");

        Assert.Contains("The password comes first", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#code"));
    }

    [Fact]
    public async Task A_token_is_shown_once_works_and_ends_when_it_is_revoked()
    {
        await using var console = await StartAsync();
        using var browser = new Browser(console.Address);
        await browser.SignInAsync(Email, Password);

        await browser.SubmitAsync("issue-token", ("name", "nightly report"));
        var secret = browser.Page.QuerySelector(".value code")!.TextContent;
        using var script = console.Client(secret);
        using var works = await script.GetAsync("/api/v1/queue");
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);

        await browser.GoAsync("/account");
        Assert.DoesNotContain(secret, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await browser.SubmitAsync("revoke-token", ("token", browser.Page.QuerySelector("button[name=token]")!.GetAttribute("value")!));
        using var ended = await script.GetAsync("/api/v1/queue");
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    [Fact]
    public async Task The_first_start_prints_a_link_that_makes_one_admin()
    {
        await using var console = await RunningConsole.StartAsync();
        var printed = await AnnouncedAsync(console);
        var link = new Uri(printed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal(console.Address.Authority, link.Authority);

        using var browser = new Browser(console.Address);
        await browser.GoAsync(link.PathAndQuery);
        await browser.SubmitAsync("setup", ("email", "root@example.com"), ("name", "Root"), ("password", "too short"));
        Assert.Contains("at least 15 characters", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("setup", ("email", "root@example.com"), ("name", "Root"), ("password", Next));
        Assert.Equal("/account", browser.At.AbsolutePath);
        Assert.Contains("admin", browser.Text, StringComparison.Ordinal);

        using var second = new Browser(console.Address);
        await second.GoAsync(link.PathAndQuery);
        Assert.Contains("This link was used", second.Text, StringComparison.Ordinal);
        Assert.Equal("", await AnnouncedAsync(console));
    }

    [Fact]
    public async Task A_password_link_lets_somebody_new_in()
    {
        await using var console = await StartAsync();
        var services = console.App.Services;
        var person = await services.GetRequiredService<PersonQuery>().FindByEmailAsync(Email, CancellationToken.None);
        var issued = (IssuePasswordLinkOutcome.Issued)await services.GetRequiredService<IssuePasswordLinkHandler>()
            .HandleAsync(new(new Caller.Server(), person!.Value), CancellationToken.None);
        var address = "/account/password?code=" + Uri.EscapeDataString(issued.Code.Reveal());

        using var browser = new Browser(console.Address);
        await browser.GoAsync(address);
        await browser.SubmitAsync("password", ("password", Next));
        Assert.Equal("/account/sign-in", browser.At.AbsolutePath);
        await browser.SignInAsync(Email, Next);

        await browser.GoAsync(address);
        Assert.Contains("This link was used", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<string> AnnouncedAsync(RunningConsole console)
    {
        using var output = new StringWriter();
        await SetupAnnouncement.PrintAsync(console.App, output, CancellationToken.None);
        return output.ToString();
    }

    private static async Task<RunningConsole> StartAsync(FakeClock? clock = null)
    {
        var console = await RunningConsole.StartAsync(Adjust);
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        return console;

        void Adjust(WebApplicationBuilder builder)
        {
            if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        }
    }

    private static byte[] KeyOf(string shown)
    {
        var bits = string.Concat(shown.Replace(" ", "", StringComparison.Ordinal).Select(sign =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}
