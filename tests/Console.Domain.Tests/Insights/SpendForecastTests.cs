using AgentConsole.Domain.Insights;
using Xunit;

namespace AgentConsole.Domain.Tests.Insights;

public sealed class SpendForecastTests
{
    [Fact]
    public void The_month_goes_on_like_the_last_seven_whole_days()
    {
        var forecast = SpendForecast.Of(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero), 100m, [1, 2, 3, 4, 5, 6, 7])!;

        Assert.Equal((2.5m, 110m, 102.5m, 117.5m), (forecast.DaysLeft, forecast.Expected, forecast.Low, forecast.High));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), forecast.MonthEnd);
    }

    [Fact]
    public void A_short_history_makes_no_forecast() => Assert.Null(SpendForecast.Of(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero), 100m, [1, 2, 3]));
}
