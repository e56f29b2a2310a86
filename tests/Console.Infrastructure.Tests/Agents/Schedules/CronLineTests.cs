using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents.Schedules;

public sealed class CronLineTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca"];

    private static readonly Gen<string> Lines =
        from minute in Field(0, 59)
        from hour in Field(0, 23)
        from day in Field(1, 28)
        from month in Field(1, 12)
        from weekday in Field(0, 7)
        select $"{minute} {hour} {day} {month} {weekday}";

    private static readonly Gen<DateTimeOffset> Instants =
        from minutes in Gen.Choose(0, 60 * 24 * 365 * 8)
        select new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);

    [Fact]
    public void Five_times_come_in_order_after_the_instant_and_on_whole_minutes_of_the_zone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(
        (from line in Lines from zone in Gen.Elements(Zones) from instant in Instants select (line, zone, instant)).ToArbitrary(),
        drawn =>
        {
            var read = CronLine.Read(drawn.line, drawn.zone, drawn.instant, out var faults);
            if (read is null) return faults is [{ Code: "never" }];

            var times = read.After(drawn.instant, 5);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(drawn.zone);
            return times is [var first, ..] && first > drawn.instant
                && times.Zip(times.Skip(1)).All(pair => pair.First < pair.Second)
                && times.All(at => at is { Second: 0, Millisecond: 0 } && at.Offset == zone.GetUtcOffset(at));
        }));

    [Theory]
    // Spring: 02:30 is not there on that night, and the line fires once near it.
    [InlineData("30 2 * * *", "Europe/Zurich", "2026-03-27T12:00:00Z", 5)]
    [InlineData("0 * * * *", "America/New_York", "2026-11-01T03:30:00Z", 5)]
    [InlineData("*/30 1 * * *", "America/New_York", "2026-03-07T12:00:00Z", 5)]
    public void Across_a_change_of_the_clocks_the_times_stay_in_order_and_a_day_is_not_left_out(string line, string zone, string from, int count)
    {
        var instant = DateTimeOffset.Parse(from, null);

        var times = CronLine.Read(line, zone, instant, out _)!.After(instant, count);

        Assert.Equal(count, times.Count);
        Assert.Equal(times.Order().Distinct(), times);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMinutes(1), TimeSpan.FromHours(25.5)));
    }

    [Fact]
    public void On_the_night_that_has_an_hour_twice_a_daily_line_comes_once()
    {
        var times = CronLine.Read("30 2 * * *", "Europe/Zurich", DateTimeOffset.Parse("2026-10-23T12:00:00Z", null), out _)!.After(DateTimeOffset.Parse("2026-10-23T12:00:00Z", null), 4);

        Assert.Equal(["10-24 02:30", "10-25 02:30", "10-26 02:30", "10-27 02:30"], times.Select(at => at.ToString("MM-dd HH:mm", null)));
    }

    [Fact]
    public void A_daily_line_keeps_its_wall_clock_when_the_offset_changes()
    {
        var instant = DateTimeOffset.Parse("2026-03-27T12:00:00Z", null);

        var times = CronLine.Read("0 6 * * *", "Europe/Zurich", instant, out _)!.After(instant, 3);

        Assert.Equal(["2026-03-28T06:00:00+01:00", "2026-03-29T06:00:00+02:00", "2026-03-30T06:00:00+02:00"], times.Select(at => at.ToString("yyyy-MM-ddTHH:mm:sszzz", null)));
    }

    [Theory]
    [InlineData("60 * * * *", "The minute \"60\"")]
    [InlineData("* 24 * * *", "The hour \"24\"")]
    [InlineData("* * 32 * *", "The day of the month \"32\"")]
    [InlineData("* * * 13 *", "The month \"13\"")]
    [InlineData("* * * * 8", "The day of the week \"8\"")]
    [InlineData("* * * * MONDAY!", "The day of the week \"MONDAY!\"")]
    [InlineData("*/0 * * * *", "The minute \"*/0\"")]
    [InlineData("a b * * *", "The minute \"a\"")]
    [InlineData("* * * *", "five fields")]
    [InlineData("0 0 6 * * ?", "five fields")]
    [InlineData("@daily", "five fields")]
    [InlineData("", "five fields")]
    public void A_bad_line_is_refused_with_the_field_that_is_wrong(string line, string said)
    {
        Assert.Null(CronLine.Read(line, "UTC", A.Moment, out var faults));

        Assert.Contains(said, faults[0].Message, StringComparison.Ordinal);
        Assert.All(faults, fault => Assert.Equal("/cron", fault.Pointer));
    }

    [Fact]
    public void A_day_that_never_comes_is_said_to_never_come()
    {
        Assert.Null(CronLine.Read("0 0 30 2 *", "UTC", A.Moment, out var faults));

        Assert.Equal("never", Assert.Single(faults).Code);
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("Europe/Zurich\0")]
    public void A_zone_that_is_none_is_refused(string zone)
    {
        Assert.Null(CronLine.Read("0 6 * * *", zone, A.Moment, out var faults));

        Assert.Equal("/zone", Assert.Single(faults).Pointer);
    }

    private static Gen<string> Field(int min, int max) => Gen.Frequency(
        (4, Gen.Constant("*")),
        (3, Gen.Choose(min, max).Select(value => $"{value}")),
        (1, Gen.Choose(2, Math.Max(2, max / 2)).Select(step => $"*/{step}")),
        (1, from low in Gen.Choose(min, max) from high in Gen.Choose(low, max) select $"{low}-{high}"),
        (1, from one in Gen.Choose(min, max) from other in Gen.Choose(min, max) select $"{one},{other}"));
}
