using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class ReviewMailTests
{
    [Fact]
    public async Task Whoever_decides_chooses_on_the_account_page_and_nobody_else_is_asked()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        await console.Seed.PersonAsync("Aud", Role.Auditor);
        using var browser = new Browser(console.Address);

        await browser.SignInAsync(Seed.EmailOf("Rita"), Seed.PasswordOf("Rita"));
        Assert.Equal("off", ChosenOn(browser));
        Assert.Contains("No mail server is configured", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("review-mail", ("choice", "high_risk"));
        Assert.Contains("You are told by e-mail from now on.", browser.Text, StringComparison.Ordinal);
        await browser.GoAsync("/account");
        Assert.Equal("high_risk", ChosenOn(browser));
        await browser.SubmitAsync("review-mail", ("choice", "everything"));
        await browser.GoAsync("/account");
        Assert.Equal("high_risk", ChosenOn(browser));

        using var other = new Browser(console.Address);
        await other.SignInAsync(Seed.EmailOf("Aud"), Seed.PasswordOf("Aud"));
        Assert.Null(other.Page.QuerySelector("#review-mail"));
    }

    private static string? ChosenOn(Browser browser) => browser.Page.QuerySelector("#review-mail option[selected]")?.GetAttribute("value");
}
