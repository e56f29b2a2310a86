using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Shell;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>How much waits, and for how long: on every page, above the queue, and by the API.</summary>
public sealed class WaitingBadgeTests : QueueStage
{
    [Fact]
    public async Task The_number_on_every_page_follows_what_waits_without_a_reload()
    {
        var badge = Render<WaitingBadge>();
        await SeeAsync(() => Assert.Equal("0", badge.Find("b").TextContent));

        var first = await RefundAsync("W-1");
        await RefundAsync("W-2");
        await SeeAsync(() => Assert.Equal("2", badge.Find("b").TextContent));
        await DecideAsync(Ben, first, DecisionKind.Reject, ReasonCode.NotNeeded);

        await SeeAsync(() => Assert.Equal("1", badge.Find("b").TextContent));
    }

    [Fact]
    public async Task The_sentence_above_the_queue_says_how_long_the_oldest_waits()
    {
        await RefundAsync("W-1");
        Clock.Advance(TimeSpan.FromMinutes(14));

        var batch = await Console.Get<QueueQuery>().OfAsync(Ana, CancellationToken.None);

        Assert.EndsWith("· the oldest for 14 min", QueueWords.Summary(batch), StringComparison.Ordinal);
        Assert.DoesNotContain("oldest", QueueWords.Summary(batch with { OldestAge = TimeSpan.FromSeconds(59) }), StringComparison.Ordinal);
    }
}
