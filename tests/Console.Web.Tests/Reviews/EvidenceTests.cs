using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Reviews.Evidence;
using AgentConsole.Web.Shell;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>What stands beside the card, and what it says where there is nothing.</summary>
public sealed class EvidenceTests : QueueStage
{
    [Fact]
    public async Task Without_history_and_without_a_run_each_panel_says_so()
    {
        await RefundAsync("W-1");

        var page = await OpenAsync();

        var evidence = page.Find("aside").TextContent;
        Assert.Contains("Why you are asked", evidence, StringComparison.Ordinal);
        Assert.Contains("so there is no habit to lean on", evidence, StringComparison.Ordinal);
        Assert.Contains("The agent named no run", evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_caps_leave_is_said_in_money_and_what_has_none_as_that()
    {
        var capped = Render<SpendPanel>(parameters => parameters.Add(panel => panel.Spend, new(1_600_000_000, 0)).Add(panel => panel.EstimateNanos, 400_000_000L)).Find("dl").TextContent;
        var free = Render<SpendPanel>(parameters => parameters.Add(panel => panel.Spend, new(null, 5_000_000_000))).Find("dl").TextContent;

        Assert.Matches(@"This call\s*0\.40\s*USD\s*taken aside\s*This run\s*1\.60\s*USD\s*left\s*Today\s*0\.00\s*USD\s*left", capped);
        Assert.Matches(@"^\s*This run\s*no cap\s*Today\s*5\.00\s*USD\s*left", free);
    }

    [Fact]
    public async Task How_the_like_was_decided_is_one_sentence()
    {
        for (var number = 0; number < 3; number++) await PastAsync($"W-{number}", DecisionKind.Approve, 30);
        await PastAsync("W-9", DecisionKind.Reject, 50);
        await RefundAsync("W-1");

        var page = await OpenAsync();

        Assert.Contains("3 alike approved, 1 rejected, median time to decide 30 s.", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_so_far_lists_its_last_steps_with_links_and_one_key_shows_all()
    {
        for (var step = 0; step < 6; step++) await RefundAsync("W-" + step, adjust: command => command with { RunId = "run-7" });
        var read = await RefundAsync("W-9", adjust: command => command with { RunId = "run-7" });

        var page = OpenAt(read);

        await SeeAsync(() => Assert.Contains("6 earlier steps in 6 s, none refused.", page.Find("aside").TextContent, StringComparison.Ordinal));
        Assert.Equal(4, page.FindAll("aside section ol li a").Count);
        Assert.StartsWith(Links.Queue + "/prp_", page.Find("aside section ol li a").GetAttribute("href"), StringComparison.Ordinal);
        await PressAsync(page, "t");
        Assert.Equal(6, page.FindAll("aside section ol li a").Count);
        await SeeAsync(() => JSInterop.VerifyFocusAsyncInvoke());
    }

    [Fact]
    public async Task The_first_step_of_a_run_says_that_nothing_came_before()
    {
        var read = await RefundAsync("W-9", adjust: command => command with { RunId = "run-7" });

        var page = OpenAt(read);

        await SeeAsync(() => Assert.Contains("This is the first that run", page.Find("aside").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Risk_shows_its_three_largest_factors_and_the_others_a_click_away()
    {
        await DeletionAsync("acc-7");

        var page = await OpenAsync();

        Assert.Equal(3, page.FindAll(".risk-panel > ul li").Count);
        Assert.Matches("^[0-9]+ smaller factors?$", page.Find(".risk-panel summary").TextContent);
        Assert.NotEmpty(page.FindAll(".risk-panel details li"));
        Assert.Matches("^risk [0-9]+ of 100, (high|severe)$", page.Find(".risk-panel [role=img]").GetAttribute("aria-label")!);
        Assert.Equal(5, page.FindAll(".risk-panel .steps i").Count);
    }

    private async Task PastAsync(string order, DecisionKind kind, int afterSeconds)
    {
        var proposal = await RefundAsync(order);
        Clock.Advance(TimeSpan.FromSeconds(afterSeconds));
        await DecideAsync(Ben, proposal, kind, kind == DecisionKind.Reject ? ReasonCode.WrongAmount : null);
    }
}
