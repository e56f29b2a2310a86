using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>A batch is decided together only once each of it was opened, and never at high risk.</summary>
public sealed class TogetherTests : QueueStage
{
    [Fact]
    public async Task It_is_locked_until_each_was_opened_and_then_one_word_decides_all()
    {
        var (first, second) = (await RefundAsync("W-1"), await RefundAsync("W-2"));
        var page = await OpenAsync();
        await SeeAsync(() => Assert.Contains("Opened 1 of 2. They can be decided together once each was opened.", page.Find(".together").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".together button"));

        await ClickAsync(page, "nav li:nth-child(2) a");
        await ClickAsync(page, ".together .primary");

        await SeeAsync(() => page.Find(".empty"));
        Assert.All((ProposalId[])[first.Id, second.Id], id => Assert.Equal(ProposalStatus.Released, FindAsync(id).GetAwaiter().GetResult().Status));
        Assert.Equal("2 of 2 approved.", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task A_no_to_all_asks_why()
    {
        var proposal = await RefundAsync("W-1");
        await RefundAsync("W-2");
        var page = await OpenAsync();
        await ClickAsync(page, "nav li:nth-child(2) a");

        await ClickAsync(page, ".together button:not(.primary)");
        Assert.Equal(5, page.FindAll(".together .reasons button:not(.quiet)").Count);
        await ClickAsync(page, ".together .reasons button");

        await SeeAsync(() => page.Find(".empty"));
        Assert.Equal((ProposalStatus.Rejected, "wrong_target"), ((await FindAsync(proposal.Id)).Status, (await FindAsync(proposal.Id)).ReasonCode));
    }

    [Fact]
    public async Task What_one_of_them_met_is_told_and_the_others_count()
    {
        await RefundAsync("W-1");
        var second = await RefundAsync("W-2");
        var page = await OpenAsync();
        await ClickAsync(page, "nav li:nth-child(2) a");
        await SeeAsync(() => page.Find(".together .primary"));
        await StopHearingAsync();
        await DecideAsync(Ben, second, DecisionKind.Reject, ReasonCode.Suspicious);

        await ClickAsync(page, ".together .primary");

        await SeeAsync(() => Assert.Equal("1 of 2 approved. Ben was first, and it is rejected. What you chose was not recorded.",
            Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text));
    }

    [Fact]
    public async Task High_risk_is_never_offered_together()
    {
        await DeletionAsync("acc-1");
        await DeletionAsync("acc-2");

        var page = await OpenAsync();

        Assert.Equal(2, page.FindAll("nav li").Count);
        Assert.Empty(page.FindAll(".together"));
    }

    [Fact]
    public async Task One_alone_is_decided_on_its_card()
    {
        await RefundAsync("W-1");

        Assert.Empty((await OpenAsync()).FindAll(".together"));
    }
}
