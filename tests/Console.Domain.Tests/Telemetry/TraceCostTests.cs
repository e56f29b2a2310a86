using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class TraceCostTests
{
    private static TraceDraft Draft(long? reported = null, bool isHint = false, long? tokens = null) =>
        new() { At = T.Noon, Kind = TraceKind.ModelCall, ReportedUsdNanos = reported, IsCostHint = isHint, InputTokens = tokens };

    [Fact]
    public void What_is_reported_counts_before_the_price_and_a_hint_after_it()
    {
        Assert.Equal((5L, CostSource.Reported), TraceCost.Of(Draft(reported: 5, tokens: 1), priced: 7));
        Assert.Equal((7L, CostSource.Priced), TraceCost.Of(Draft(reported: 5, isHint: true, tokens: 1), priced: 7));
        Assert.Equal((5L, CostSource.Hinted), TraceCost.Of(Draft(reported: 5, isHint: true, tokens: 1), priced: null));
    }

    [Fact]
    public void Tokens_without_a_price_cost_something_unknown_and_nothing_costs_nothing()
    {
        Assert.Equal((null, CostSource.Unknown), TraceCost.Of(Draft(tokens: 1), priced: null));
        Assert.Equal((null, CostSource.None), TraceCost.Of(Draft(), priced: null));
    }

    [Theory]
    [InlineData(TelemetryLimits.CostNanosMax + 1)]
    [InlineData(-1L)]
    public void A_figure_that_nobody_can_believe_is_none(long reported) =>
        Assert.Equal((null, CostSource.Unknown), TraceCost.Of(Draft(reported), priced: null));
}
