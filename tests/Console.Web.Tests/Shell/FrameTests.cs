using AgentConsole.Domain.Access;
using AgentConsole.Web.Tests.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class FrameTests
{
    [Fact]
    public async Task The_bar_counts_what_waits_for_a_reviewer_and_says_nothing_to_others()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var running = console;
        await console.Seed.PersonAsync("Otto", Role.Auditor);
        await agent.ProposedAsync(Wire.Refund);
        await agent.ProposedAsync(Wire.Refund);
        using var reviewer = new Browser(console.Address);
        using var auditor = new Browser(console.Address);

        await reviewer.SignInAsync("rita@example.com", "a long enough pass phrase for Rita");
        await auditor.SignInAsync("otto@example.com", "a long enough pass phrase for Otto");

        Assert.Equal("2", reviewer.Page.QuerySelector(".waiting b")!.TextContent);
        Assert.Null(auditor.Page.QuerySelector(".waiting"));
    }

    [Fact]
    public async Task The_rail_shows_each_person_the_rooms_that_person_may_enter()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        await console.Seed.PersonAsync("Otto", Role.Auditor);
        using var reviewer = new Browser(console.Address);
        using var auditor = new Browser(console.Address);

        await reviewer.SignInAsync("rita@example.com", "a long enough pass phrase for Rita");
        await auditor.SignInAsync("otto@example.com", "a long enough pass phrase for Otto");

        Assert.Contains("/review", RoomsOf(reviewer));
        Assert.DoesNotContain("/ledger", RoomsOf(reviewer));
        Assert.Contains("/ledger", RoomsOf(auditor));
        Assert.DoesNotContain("/review", RoomsOf(auditor));
        Assert.Equal("Otto", auditor.Page.QuerySelector(".rail-foot a[href='/account']")!.TextContent.Trim());
    }

    private static List<string?> RoomsOf(Browser browser) =>
        [.. browser.Page.QuerySelectorAll("nav.rail > a.room").Select(room => room.GetAttribute("href"))];
}
