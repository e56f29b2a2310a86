using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Where two people are asked, the second speaks without knowing what the first said.</summary>
public sealed class BlindTests : QueueStage
{
    [Fact]
    public async Task Who_has_not_spoken_sees_that_two_are_asked_and_nothing_of_what_was_said()
    {
        var proposal = await AskedOfTwoAsync();
        await DecideAsync(Ben, proposal, DecisionKind.Approve, note: "Looks right to me.");

        var page = OpenAt(proposal);

        await SeeAsync(() => page.Find("[data-key=y]:not([disabled])"));
        foreach (var told in (string[])["Ben", "Looks right to me.", "approved it", "1 of 2"])
            Assert.DoesNotContain(told, page.Markup, StringComparison.Ordinal);
        Assert.Contains("2 people are asked", page.Find("aside").TextContent, StringComparison.Ordinal);
        Assert.Contains("Two people are asked, each without knowing what the others say.", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_spoken_sees_how_far_it_is()
    {
        var proposal = await AskedOfTwoAsync();
        await DecideAsync(Ana, proposal, DecisionKind.Approve);

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("Your yes counts: 1 of 2.", page.Find(".decisions").TextContent, StringComparison.Ordinal));
        Assert.Contains("Ana approved it; others must agree", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_yes_of_the_same_person_is_told_that_one_counts()
    {
        var proposal = await AskedOfTwoAsync();
        var page = OpenAt(proposal);
        await SeeAsync(() => page.Find("[data-key=y]:not([disabled])"));
        await StopHearingAsync();
        await DecideAsync(Ana, proposal, DecisionKind.Approve);

        await PressAsync(page, "y");

        await SeeAsync(() => Assert.Contains("You had said yes to exactly this already", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    private async Task<Proposal> AskedOfTwoAsync()
    {
        var proposal = await RefundAsync("W-1");
        await Console.Get<ConsoleTransaction>().RunAsync(async (db, inner) =>
        {
            var row = await db.Proposals.SingleAsync(p => p.Id == proposal.Id, inner);
            row.Ask([Domain.Policies.ApprovalClause.Of(2, [Role.Reviewer])]);
            return true;
        }, CancellationToken.None);
        return await FindAsync(proposal.Id);
    }
}
