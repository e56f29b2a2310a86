using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class SlidingMinuteTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    [Fact]
    public void No_minute_holds_more_than_was_allowed() => Prop.ForAll(
        Gen.Choose(1, 5).ToArbitrary(), Gen.ListOf(Gen.Choose(0, 40)).ToArbitrary(), (allowed, pauses) =>
        {
            var (minute, now) = (new SlidingMinute(), Start);
            var taken = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                now = now.AddSeconds(pause);
                if (minute.Take(allowed, now) is null) taken.Add(now);
            }

            return taken.TrueForAll(from => taken.Count(use => use >= from && use < from.AddMinutes(1)) <= allowed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_waits_as_long_as_was_said_gets_through_also_after_the_limit_was_lowered()
    {
        var minute = new SlidingMinute();
        for (var second = 0; second < 5; second++) Assert.Null(minute.Take(5, Start.AddSeconds(second)));

        var now = Start.AddSeconds(5);
        Assert.Equal(TimeSpan.FromSeconds(55), minute.Take(5, now));
        var wait = minute.Take(2, now);
        Assert.Equal(TimeSpan.FromSeconds(58), wait);
        Assert.NotNull(minute.Take(2, now + wait!.Value - TimeSpan.FromMilliseconds(1)));
        Assert.Null(minute.Take(2, now + wait!.Value));
    }
}
