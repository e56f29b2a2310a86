using AgentConsole.Domain.Telemetry;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class TimelineLayoutTests
{
    private static readonly Gen<TraceEvent> Event =
        from second in Gen.Choose(0, 100_000)
        from kind in Gen.Elements(Enum.GetValues<TraceKind>())
        from outcome in Gen.Elements(Enum.GetValues<TraceOutcome>())
        from latency in Gen.Choose(0, 500_000)
        from cost in Gen.Choose(0, 1_000)
        select T.Of(second, kind) with { Outcome = outcome, LatencyMs = latency % 3 == 0 ? null : latency, CostNanos = cost, CostSource = CostSource.Priced };

    private static readonly Arbitrary<TraceEvent[]> Events = Gen.ArrayOf(Event).Select(all => all.OrderBy(one => one.At).ToArray()).ToArbitrary();

    [Fact]
    public void Everything_lies_inside_and_every_event_is_in_a_bar() => Prop.ForAll(Events, events =>
    {
        var layout = TimelineLayout.Of(events);

        return layout.Bars.All(bar => bar.Left is >= 0 and <= 1 && bar.Width >= 0 && bar.Left + bar.Width <= 1 + 1e-9 && bar.Row is >= 0 and < TimelineLayout.RowsMax)
            && layout.Bars.Sum(bar => bar.Count) == events.Length
            && layout.Costs.Zip(layout.Costs.Skip(1)).All(pair => pair.First.Left <= pair.Second.Left + 1e-9 && pair.First.Nanos <= pair.Second.Nanos)
            && layout.Gaps.All(gap => gap.Left >= 0 && gap.Left + gap.Width <= 1 + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_later_lies_further_right() => Prop.ForAll(Events, events =>
    {
        var lefts = TimelineLayout.Of([.. events.Where(one => one.Kind == TraceKind.ToolCall).Take(TimelineLayout.BarsPerLaneMax)]).Bars.Select(bar => bar.Left).ToList();
        return lefts.Zip(lefts.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_night_in_which_a_person_was_waited_for_is_folded()
    {
        var layout = TimelineLayout.Of(
        [
            T.Model(0), T.Tool(2, "crm.get"), T.Of(3, TraceKind.Policy),
            T.Of(3, TraceKind.Review) with { LatencyMs = 36_000_000 }, T.Of(36_003, TraceKind.Release), T.Tool(36_005, "billing.refund"),
        ]);

        var gap = Assert.Single(layout.Gaps);
        Assert.InRange(gap.Time.TotalHours, 9.9, 10);
        Assert.InRange(gap.Width, 0, 0.1);
        Assert.True(layout.Bars.Single(bar => bar.Kind == TraceKind.Review).Width > gap.Width / 2);
    }

    [Fact]
    public void A_bar_has_room_until_the_next_of_its_row_begins()
    {
        var bars = TimelineLayout.Of([T.Of(0, TraceKind.Policy), T.Of(5, TraceKind.Policy), T.Of(10, TraceKind.Release)]).Bars;

        Assert.Equal([0.5, 0.5, 0], bars.Select(bar => Math.Round(bar.Room, 6)));
    }

    [Fact]
    public void Ten_thousand_events_are_a_few_hundred_bars_and_what_went_wrong_is_not_hidden_by_what_did_not()
    {
        var layout = TimelineLayout.Of([.. Enumerable.Range(0, 10_000).Select(second => T.Tool(second, "crm.get", second == 5_001 ? TraceOutcome.Error : TraceOutcome.Ok))]);

        Assert.InRange(layout.Bars.Count, 1, TimelineLayout.BarsPerLaneMax + 1);
        Assert.Equal(5_002, Assert.Single(layout.Bars, bar => bar.Outcome == TraceOutcome.Error).Event);
    }

    [Fact]
    public void A_bar_names_the_tool_with_its_target_how_long_it_took_and_what_it_cost()
    {
        var layout = TimelineLayout.Of([T.Tool(0, "crm.get") with { Detail = """{"args":{"id":"C-1"},"target":"C-1"}""", CostNanos = 2_000, CostSource = CostSource.Reported }, T.Of(1, TraceKind.Step)]);

        var bar = layout.Bars.Single(one => one.Lane == TimelineLane.Tools);
        Assert.Equal(("crm.get C-1", 100.0, 2_000), (bar.Name, bar.Duration!.Value.TotalMilliseconds, bar.CostNanos));
        Assert.Equal((null, null), (layout.Bars.Single(one => one.Lane == TimelineLane.Agent).Duration, layout.Bars.Single(one => one.Lane == TimelineLane.Agent).CostNanos));
    }

    [Fact]
    public void What_unread_events_cost_is_on_the_curve()
    {
        var layout = TimelineLayout.Of([T.Model(0) with { CostNanos = 1 }, T.Model(9) with { CostNanos = 2 }], (T.Noon.AddSeconds(5), 40));

        Assert.Equal([0, 1, 41, 43, 43], layout.Costs.Select(point => point.Nanos));
    }
}
