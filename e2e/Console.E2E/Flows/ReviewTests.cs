using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

public sealed class ReviewTests(SharedBrowser browser) : Flow(browser)
{
    [Fact]
    public async Task A_no_tells_the_agent_why_and_a_second_reviewer_sees_it_at_once()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var (rita, sam) = (await SignInAsync(console.Address, Scene.Rita), await SignInAsync(console.Address, Scene.Sam));
        var (ritas, sams) = (new ReviewPage(rita.Page), new ReviewPage(sam.Page));
        await ritas.OpenAsync();
        var proposal = await agent.ProposeRefundAsync("W-7");
        var outcome = agent.OutcomeAsync(proposal);
        await ritas.ShowsAsync("W-7");
        await sams.OpenAsync(proposal.GetProperty("id").GetString());
        await sams.ShowsAsync("W-7");
        await sams.MarkAsync();

        await ritas.RejectAsync("Wrong amount");

        var rejected = await outcome;
        Assert.Equal(("rejected", "wrong_amount"), (rejected.GetProperty("state").GetString(), rejected.GetProperty("reason_code").GetString()));
        Assert.False(rejected.TryGetProperty("grant", out _));
        await sams.SaysAsync("Rita rejected this");
        await Expect(sams.Approve).ToHaveCountAsync(0);
        Assert.True(await sams.IsMarkedAsync(), "the second reviewer's page was loaded again");
        await Expect(ritas.Empty).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_who_was_first()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        await using var line = new CutLine(console.Address);
        var sam = await SignInAsync(line.Address, Scene.Sam);
        var sams = new ReviewPage(sam.Page);
        var proposal = await agent.ProposeRefundAsync("W-8");
        await sams.OpenAsync(proposal.GetProperty("id").GetString());
        await sams.ShowsAsync("W-8");
        line.Cut();
        await Expect(sams.Veil).ToBeVisibleAsync();

        using (var rita = new AgentClient(console.Address, Scene.Rita.Token)) Assert.Equal(200, await rita.DecideAsync(proposal, "approve"));
        line.Join();

        await sams.SaysAsync("Rita approved this");
        await Expect(sams.Approve).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_stop_switch_is_one_key_away_and_holds_what_waits_and_what_comes()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var rita = await SignInAsync(console.Address, Scene.Rita);
        var (page, bar) = (new ReviewPage(rita.Page), new StopBar(rita.Page));
        await page.OpenAsync();
        await agent.ProposeRefundAsync("W-9");
        await page.ShowsAsync("W-9");

        await bar.StopByKeyAsync("It refunds twice.");

        await page.SaysAsync("A stop has frozen this");
        var late = await agent.ProposeRefundAsync("W-10");
        Assert.Equal(("denied", "stopped"), (late.GetProperty("state").GetString(), late.GetProperty("denial").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_note_is_sent_back_to_the_agent_by_keys_alone()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var rita = await SignInAsync(console.Address, Scene.Rita);
        var review = new ReviewPage(rita.Page);
        var proposal = await agent.ProposeRefundAsync("W-9");
        await review.OpenAsync();
        await review.ShowsAsync("W-9");

        await rita.Page.Keyboard.PressAsync("b");
        await review.Note.FocusAsync();
        await rita.Page.Keyboard.TypeAsync("Half of it, please.");
        await rita.Page.Keyboard.PressAsync("Tab");
        await rita.Page.Keyboard.PressAsync("Enter");

        var sentBack = await agent.OutcomeAsync(proposal);
        Assert.Equal(("sent_back", "Half of it, please."), (sentBack.GetProperty("state").GetString(), sentBack.GetProperty("note").GetString()));
    }
}
