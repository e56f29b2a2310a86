using AgentConsole.Domain.Tools.Guards;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools.Guards;

public sealed class RepeatedCallTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    [Fact]
    public void So_many_bad_ends_within_the_window_are_one_storm_and_each_wait_is_twice_the_one_before()
    {
        var call = New();
        for (var end = 1; end < GuardLimits.StormCallsMin; end++) Assert.False(call.CountEnd(Start));
        Assert.Null(call.Ask(Start));

        Assert.True(call.CountEnd(Start));
        Assert.Equal(20, call.Ask(Start)!.Value.TotalSeconds);
        Assert.Equal(40, call.Ask(Start)!.Value.TotalSeconds);
        Assert.Null(call.Ask(Start.AddSeconds(40)));
        Assert.False(call.CountEnd(Start.AddSeconds(40)));
        Assert.NotNull(call.Ask(Start.AddSeconds(41)));
        for (var ask = 0; ask < 40; ask++) call.Ask(Start.AddSeconds(41));
        Assert.Equal(GuardLimits.StormWaitSecondsMax, call.Ask(Start.AddSeconds(41))!.Value.TotalSeconds);
    }

    [Fact]
    public void Repeating_slowly_is_no_storm()
    {
        var call = New();
        for (var end = 0; end < 50; end++)
            Assert.False(call.CountEnd(Start.AddSeconds(end * GuardLimits.StormWindowSeconds)));
        Assert.Null(call.Ask(Start.AddSeconds(50 * GuardLimits.StormWindowSeconds)));
    }

    [Fact]
    public void What_nobody_repeated_for_long_begins_anew()
    {
        var call = New();
        for (var end = 0; end < GuardLimits.StormCallsMin; end++) call.CountEnd(Start);
        var later = Start.AddSeconds(GuardLimits.StormKeptSeconds + 1);

        Assert.Null(call.Ask(later));
        Assert.False(call.CountEnd(later));
        Assert.Equal(1, call.Ends);
    }

    private static RepeatedCall New() => RepeatedCall.Begin("agent", "production", "billing.refund", "sha-256:x", Start);
}
