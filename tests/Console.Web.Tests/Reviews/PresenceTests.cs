using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Reviews;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Who reads it, who else sees that, and how one lets go or takes over.</summary>
public sealed class PresenceTests : QueueStage
{
    [Fact]
    public async Task Opening_claims_it_for_three_minutes_and_counts_down()
    {
        await RefundAsync("W-1");

        var page = await ReadingAsync();

        Assert.Matches("claimed by you, (3:00|2:[0-9][0-9]) left", page.Find("article").TextContent);
        Assert.NotNull(page.Find("article time[data-left]").GetAttribute("datetime"));
        Assert.True((await ClaimAsync()).IsHeld(Clock.GetUtcNow().AddSeconds(ReviewLimits.ClaimSeconds - 60)));
    }

    [Fact]
    public async Task A_claim_is_renewed_while_the_page_is_looked_at_and_lapses_when_it_is_not()
    {
        var isVisible = JSInterop.Setup<bool>("agentConsole.isVisible");
        isVisible.SetResult(true);
        await RefundAsync("W-1");
        await ReadingAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            var now = Clock.GetUtcNow();
            await UntilAsync(async () => (await ClaimAsync()).IsHeld(now.AddSeconds(ReviewLimits.ClaimSeconds - 5)));
        }

        isVisible.SetResult(false);
        Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.False((await ClaimAsync()).IsHeld(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_line_that_breaks_lets_go_of_it()
    {
        await RefundAsync("W-1");
        var page = await ReadingAsync();

        await page.InvokeAsync(() => Link.OnConnectionDownAsync(null!, default));

        await UntilAsync(async () => !(await ClaimAsync()).IsHeld(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task One_key_lets_go_and_claims_again()
    {
        await RefundAsync("W-1");
        var page = await ReadingAsync();

        await PressAsync(page, "c");
        await SeeAsync(() => Assert.Contains("Claim", page.Find("[data-key=c]").TextContent, StringComparison.Ordinal));
        Assert.False((await ClaimAsync()).IsHeld(Clock.GetUtcNow()));
        await PressAsync(page, "c");

        await SeeAsync(() => Assert.Contains("claimed by you", page.Find("article").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_reads_is_taken_over_with_a_reason_that_the_ledger_keeps()
    {
        var proposal = await RefundAsync("W-1");
        await Console.Get<ClaimHandler>().ClaimAsync(Ben, proposal.Id, CancellationToken.None);
        var page = await OpenAsync();
        await SeeAsync(() => Assert.Contains("Ben is reading it", page.Find("article").TextContent, StringComparison.Ordinal));

        await PressAsync(page, "c");
        Assert.Contains("Why do you take it over?", page.Find(".take-over label").TextContent, StringComparison.Ordinal);
        await WriteAsync(page, "Ben is at lunch.", "#take-over-reason");
        await page.InvokeAsync(() => page.Find(".take-over").SubmitAsync());

        await SeeAsync(() => Assert.Contains("claimed by you", page.Find("article").TextContent, StringComparison.Ordinal));
        Assert.Equal(Ana.Id, (await ClaimAsync()).PersonId);
        await SeeAsync(() => Assert.Contains("Ben is at lunch.", page.Find("aside").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_relieved_is_told_by_whom()
    {
        var proposal = await RefundAsync("W-1");
        var page = await ReadingAsync();

        await Console.Get<ClaimHandler>().TakeOverAsync(Ben, proposal.Id, "Ana is at lunch.", CancellationToken.None);

        await SeeAsync(() => Assert.Contains("Ben took it over", page.Find("article").TextContent, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<QueuePage>> ReadingAsync()
    {
        var page = await OpenAsync();
        await SeeAsync(() => Assert.Contains("claimed by you", page.Find("article").TextContent, StringComparison.Ordinal));
        return page;
    }

    private Task<Claim> ClaimAsync() => Console.ReadAsync(db => db.Claims.AsNoTracking().SingleAsync());

    private static Task UntilAsync(Func<Task<bool>> condition) => AgentConsole.Testing.Eventually.IsTrueAsync(condition, "the claim follows");
}
