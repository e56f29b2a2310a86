using AgentConsole.Domain.Tools.Guards;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools.Guards;

public sealed class CallWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    [Fact]
    public void No_minute_holds_more_than_was_allowed() => Prop.ForAll(
        Gen.Choose(1, 5).ToArbitrary(), Gen.ListOf(Gen.Choose(0, 40_000)).ToArbitrary(), (allowed, pauses) =>
        {
            var (guard, now) = (New(), Start);
            var taken = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                now = now.AddMilliseconds(pause);
                if (guard.Take(allowed, now) is null) taken.Add(now);
            }

            return taken.TrueForAll(from => taken.Count(use => use >= from && use < from.AddMinutes(1)) <= allowed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_waits_as_long_as_was_said_gets_through_also_after_the_limit_was_lowered()
    {
        var guard = New();
        for (var second = 0; second < 5; second++) Assert.Null(guard.Take(5, Start.AddSeconds(second)));

        var now = Start.AddSeconds(5);
        Assert.Equal(TimeSpan.FromSeconds(55), guard.Take(5, now));
        var wait = guard.Take(2, now);
        Assert.Equal(TimeSpan.FromSeconds(58), wait);
        Assert.NotNull(guard.Take(2, now + wait!.Value - TimeSpan.FromMilliseconds(1)));
        Assert.Null(guard.Take(2, now + wait!.Value));
    }

    [Fact]
    public void What_is_kept_fits_its_column_and_is_read_back_as_it_was() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(0, 2_000), 400).ToArbitrary(), pauses =>
        {
            var (window, now) = (CallWindow.Empty, Start);
            foreach (var pause in pauses)
            {
                now = now.AddMilliseconds(pause);
                window = window.Within(GuardLimits.MinuteSeconds, now).Add(1, pause % 3 == 0, now);
                var text = window.ToString();
                var read = CallWindow.Parse(text);
                if (text.Length > GuardLimits.WindowLengthMax || read.ToString() != text || (read.Calls, read.Failures) != (window.Calls, window.Failures)) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static ToolGuard New() => new() { Tool = "billing.refund", Environment = "production" };
}
