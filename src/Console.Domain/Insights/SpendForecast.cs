namespace AgentConsole.Domain.Insights;

/// <summary>What a month may come to if the days that are left are like the last seven whole ones. It knows no seasons and no plans.</summary>
/// <param name="SoFar">US dollars of this month, today included as far as it has come.</param>
/// <param name="Expected">So far, and for what is left the mean of those days.</param>
/// <param name="Low">The same with the cheapest of those days.</param>
/// <param name="High">The same with the dearest of them.</param>
/// <param name="DaysLeft">What is left of the month in days, the rest of today included.</param>
public sealed record SpendForecast(decimal SoFar, decimal Expected, decimal Low, decimal High, decimal DaysLeft, DateTimeOffset MonthEnd)
{
    /// <summary>What the screen and the wire call it.</summary>
    public const string Method = "Mean of the last 7 whole days (UTC) times the days left; the range is the cheapest and the dearest of them";

    /// <param name="days">What each of the last seven whole days cost, in any order.</param>
    /// <returns>Null where those days are not all there.</returns>
    public static SpendForecast? Of(DateTimeOffset now, decimal soFar, IReadOnlyList<decimal> days)
    {
        if (days.Count != InsightsLimits.ForecastDays) return null;
        var utc = now.UtcDateTime;
        var end = new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        var left = (decimal)(end - now).TotalDays;
        return new(soFar, soFar + left * days.Sum() / days.Count, soFar + left * days.Min(), soFar + left * days.Max(), left, end);
    }
}
