using AgentConsole.Web.Shell.Kit;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Kit;

public sealed class RelativeTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-1, "1 s ago")]
    [InlineData(-59, "59 s ago")]
    [InlineData(-60, "1 min ago")]
    [InlineData(-14 * 60 - 59, "14 min ago")]
    [InlineData(-3_600, "1 h ago")]
    [InlineData(-3_600 - 120, "1 h 2 min ago")]
    [InlineData(-86_400 - 2 * 3_600 - 59 * 60, "1 d 2 h ago")]
    [InlineData(-9 * 86_400 - 5 * 3_600, "9 d ago")]
    [InlineData(42 * 60, "in 42 min")]
    [InlineData(2, "in 2 s")]
    public void A_time_is_told_in_its_two_largest_units(int seconds, string words)
        => Assert.Equal(words, RelativeTime.Of(Now.AddSeconds(seconds), Now));

    [Fact]
    public void The_exact_time_names_its_zone() => Assert.Equal("10 Apr 2026, 03:14:22 UTC", RelativeTime.Exact(Now.ToOffset(TimeSpan.FromHours(5))));
}
