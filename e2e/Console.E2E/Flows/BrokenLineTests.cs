using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

public sealed class BrokenLineTests(SharedBrowser browser) : Flow(browser)
{
    private const string Edit = """{"order_id":"W-2","amount":1""";
    private const string Note = "Half of it, please: the voucher was used.";

    [Fact]
    public async Task A_cut_line_veils_the_page_takes_no_decision_and_loses_no_note()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        await using var line = new CutLine(console.Address);
        var rita = await SignInAsync(line.Address, Scene.Rita);
        var review = new ReviewPage(rita.Page);
        var proposal = await agent.ProposeRefundAsync("W-1");
        await review.OpenAsync();
        await review.ShowsAsync("W-1");
        await review.BeginToSendBackAsync(Note);
        await review.MarkAsync();

        line.Cut();
        await Expect(review.Veil).ToBeVisibleAsync();
        await Expect(review.Live).ToHaveTextAsync("Reconnecting");
        Assert.False(await CanPressAsync(rita), "a decision could be pressed while the line was cut");
        Assert.Equal("pending", (await agent.ReadAsync(proposal.GetProperty("id").GetString()!)).GetProperty("state").GetString());

        line.Join();
        await Expect(review.Live).ToHaveTextAsync("Live");
        await Expect(review.Veil).Not.ToBeVisibleAsync();
        await Expect(review.Note).ToHaveValueAsync(Note);
        Assert.True(await review.IsMarkedAsync(), "the same circuit was not restored");
        await review.SendBackAsync();

        var sentBack = await agent.OutcomeAsync(proposal);
        Assert.Equal(("sent_back", Note), (sentBack.GetProperty("state").GetString(), sentBack.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task A_console_that_was_killed_comes_back_with_the_page_the_sign_in_the_note_and_the_edit()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var rita = await SignInAsync(console.Address, Scene.Rita);
        var review = new ReviewPage(rita.Page);
        var proposal = await agent.ProposeRefundAsync("W-2");
        await review.OpenAsync();
        await review.ShowsAsync("W-2");
        await review.BeginToEditAsync(Edit);
        await review.BackAsync();
        await review.BeginToSendBackAsync(Note);

        await console.KillAsync();
        await Expect(review.Veil).ToBeVisibleAsync();
        await ServeAgainAsync(console);

        await Expect(review.Live).ToHaveTextAsync("Live", new() { Timeout = 60_000 });
        await review.ShowsAsync("W-2");
        await review.AskToSendBackAsync();
        await Expect(review.Note).ToHaveValueAsync(Note);
        await review.BackAsync();
        await review.AskToEditAsync();
        await Expect(review.Arguments).ToHaveValueAsync(Edit);
        Assert.Equal("pending", (await agent.ReadAsync(proposal.GetProperty("id").GetString()!)).GetProperty("state").GetString());
    }

    // Straight at the elements: whatever a click, a key or a screen reader could reach.
    private static Task<bool> CanPressAsync(Visit visitor) => visitor.Page.EvaluateAsync<bool>("""
        () => [...document.querySelectorAll('.decisions button, .decisions textarea')].some(each => !each.closest('[inert]'))
        """);
}
