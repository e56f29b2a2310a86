using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>A yes at high risk is held for half a minute, seen to be held, and can be taken back until then.</summary>
public sealed class UndoTests : QueueStage
{
    protected override ReviewsOptions Options => new() { UndoSecondsMedium = 10, UndoSecondsHigh = 30, RefusedAgainSeconds = 0 };

    [Fact]
    public async Task The_card_says_before_the_yes_for_how_long_it_can_be_undone()
    {
        await DeletionAsync("acc-7");

        var page = await OpenAsync();

        Assert.Contains("Held 30 s first, so that it can be undone.", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_is_counted_down_until_it_is_released()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await ApprovedAsync(proposal);

        Assert.Matches("released in 0:[0-3][0-9]", page.Find(".holding").TextContent);
        Clock.Advance(TimeSpan.FromSeconds(31));

        await SeeAsync(() => Assert.Empty(page.FindAll(".holding")));
        Assert.Equal(ProposalStatus.Released, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task One_key_takes_it_back_and_it_is_open_and_waits_again()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await ApprovedAsync(proposal);

        await PressAsync(page, "u");

        await SeeAsync(() => Assert.EndsWith("acc-7", page.Find("article h2").TextContent, StringComparison.Ordinal));
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
        await SeeAsync(() => Assert.Contains("Ana took the approval back before anything ran. It waits for a decision again.", page.Find("article").TextContent, StringComparison.Ordinal));
        Assert.Contains("took the approval back", page.Find("aside").TextContent, StringComparison.Ordinal);
        Assert.Contains(Services.GetRequiredService<Toasts>().Shown, toast => toast.Text.StartsWith("Taken back", StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".holding"));
    }

    [Fact]
    public async Task The_toast_offers_it_too()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await ApprovedAsync(proposal);

        var toast = Assert.Single(Services.GetRequiredService<Toasts>().Shown);
        Assert.Equal("Undo", toast.ActionName);
        await page.InvokeAsync(toast.Action!);

        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_offers_it_again()
    {
        await ApprovedAsync(await DeletionAsync("acc-7"));
        await DisposeComponentsAsync();

        var page = Render<QueuePage>();

        await SeeAsync(() => Assert.Contains("acc-7", page.Find(".holding").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_its_own_card_it_counts_down_and_whoever_may_decide_may_undo()
    {
        var proposal = await DeletionAsync("acc-7");
        await DecideAsync(Ben, proposal, DecisionKind.Approve);

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Matches("Approved by Ben, not released yet. Released in 0:[0-3][0-9]", page.Find(".hold-bar").TextContent));
        await PressAsync(page, "u");
        await SeeAsync(() => Assert.Equal(4, Verbs(page).Count));
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Too_late_is_told_as_that()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await ApprovedAsync(proposal);
        await StopHearingAsync();
        await Console.Get<StopHandler>().HandleAsync(new(new Domain.Access.Caller.Server(), Domain.Agents.StopTarget.Everything, "A drill."), CancellationToken.None);

        await PressAsync(page, "u");

        await SeeAsync(() => Assert.Contains(Services.GetRequiredService<Toasts>().Shown, toast => toast.Text == "Too late to undo: it is frozen."));
    }

    [Fact]
    public void A_target_that_moved_while_one_looked_is_shown_as_the_difference_of_the_target()
    {
        var (read, now) = (A.Proposal().Build(), A.Proposal().Build());
        (read.Snapshot, now.Snapshot) = ("""{"status":"paid"}""", """{"status":"refunded"}""");

        var notice = Render<ChangedNotice>(parameters => parameters.Add(changed => changed.Before, read).Add(changed => changed.Now, now));

        Assert.Contains("The target moved while you looked.", notice.Markup, StringComparison.Ordinal);
        Assert.Equal(["paid", "refunded"], notice.FindAll(".diff :is(del, ins)").Select(piece => piece.TextContent));
    }

    private async Task<IRenderedComponent<QueuePage>> ApprovedAsync(Proposal proposal)
    {
        var page = await OpenAsync();
        await HoldAsync(page);
        await SeeAsync(() => page.Find(".holding"));
        Assert.Equal(ProposalStatus.Holding, (await FindAsync(proposal.Id)).Status);
        return page;
    }
}
