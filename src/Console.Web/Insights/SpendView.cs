using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Insights;

/// <summary>What agents cost.</summary>
/// <param name="Total">Of everything in the range that has a price.</param>
/// <param name="UnpricedEvents">Events in the range that cost something that nobody knows: the total is without them.</param>
/// <param name="UnpricedShare">Of the calls of models in the range the share that has no price, from 0 to 1; null where there are none.</param>
public sealed record SpendView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<SpendView.SpendRowView> Rows, bool IsCut,
    MoneyView Total, long UnpricedEvents, double? UnpricedShare, SpendView.ForecastView? Forecast) : InsightsView<SpendView.SpendRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One group.</summary>
    public sealed record SpendRowView(MoneyView Cost, long UnpricedEvents, long Events, long InputTokens, long OutputTokens, long CachedTokens) : InsightRowView;

    /// <summary>What this month may come to.</summary>
    public sealed record ForecastView(MoneyView SoFar, MoneyView Expected, MoneyView Low, MoneyView High, DateTimeOffset MonthEnd, string Method)
    {
        internal static ForecastView? Of(SpendForecast? forecast) => forecast is null ? null : new(
            MoneyView.Of(forecast.SoFar), MoneyView.Of(decimal.Round(forecast.Expected, 2)), MoneyView.Of(decimal.Round(forecast.Low, 2)), MoneyView.Of(decimal.Round(forecast.High, 2)),
            forecast.MonthEnd, SpendForecast.Method);
    }

    internal static SpendRowView RowOf(SpendRow row, IReadOnlyList<Dimension> by) => InsightRowView.Named(
        new SpendRowView(MoneyView.Of(row.Sums.CostUsd), row.Sums.Unpriced, row.Sums.Events, row.Sums.InputTokens, row.Sums.OutputTokens, row.Sums.CachedTokens), row.Key, by);
}
