using System.Globalization;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Runs;

/// <summary>Draws what <see cref="TimelineLayout"/> placed.</summary>
public sealed partial class Timeline
{
    private const int RowPixels = 28;
    private const int TrackPixels = 8;
    private const double CostHeight = 36;
    private const double EdgeTop = 1;
    // Narrower than this a bar holds no word.
    private const double LabelWidthMin = 0.03;

    [Parameter, EditorRequired] public TimelineLayout Layout { get; set; } = null!;

    /// <summary>What the run may cost; null where there is no cap.</summary>
    [Parameter] public long? CapNanos { get; set; }

    /// <summary>The address of an event on this page.</summary>
    [Parameter, EditorRequired] public Func<long, string> HrefOf { get; set; } = null!;

    /// <summary>Who decided, and what, in an event; null where nobody did.</summary>
    [Parameter] public Func<long, string?>? SaidOf { get; set; }

    private long SpentNanos => Layout.Costs.Count == 0 ? 0 : Layout.Costs[^1].Nanos;

    // A cap far above what was spent would flatten the curve: its line is then the upper edge, clear of the curve, and the word says that it lies beyond.
    private bool IsCapBeyond => CapNanos > SpentNanos * 4;

    private double CostMax => Math.Max(1, IsCapBeyond ? SpentNanos * 2 : Math.Max(SpentNanos, CapNanos ?? 0) * 1.1);

    private double? CapTop => CapNanos is { } cap ? IsCapBeyond ? EdgeTop : YOf(cap) : null;

    private string? CapWord => CapNanos is { } cap ? $"cap {Money.Text(cap)} USD{(IsCapBeyond ? ", far above" : "")}" : null;

    private string CostLine => string.Join(' ', Layout.Costs.SelectMany((point, at) => at == 0
        ? [Point(point.Left, point.Nanos)]
        : (string[])[Point(point.Left, Layout.Costs[at - 1].Nanos), Point(point.Left, point.Nanos)]));

    private string Summary => string.Create(CultureInfo.InvariantCulture, $"Timeline of {Layout.Bars.Sum(bar => bar.Count)} events; the table below holds the same.");

    private double YOf(long nanos) => CostHeight - CostHeight * nanos / CostMax;

    private string Point(double left, long nanos) => Number(left * 1000) + "," + Number(YOf(nanos));

    private static string HeightOf(int rows) => string.Create(CultureInfo.InvariantCulture, $"height:{rows * RowPixels + TrackPixels}px");

    private static string PlaceOf(double left, double width) => string.Create(CultureInfo.InvariantCulture, $"left:{left * 100:0.###}%;width:{width * 100:0.###}%");

    private static string PlaceOf(TimelineBar bar) => string.Create(CultureInfo.InvariantCulture,
        $"left:{Math.Min(bar.Left, 0.998) * 100:0.###}%;{(IsMoment(bar) ? "max-width" : "width")}:max(5px,{ShareOf(bar) * 100:0.###}%);top:{bar.Row * RowPixels + TrackPixels / 2 + 1}px");

    // A moment lies about nothing when its word stands behind it; what took time is as wide as it took.
    private static bool IsMoment(TimelineBar bar) => bar.Duration is null && bar.Width < LabelWidthMin;

    private static double ShareOf(TimelineBar bar) => Math.Max(0, Math.Min(IsMoment(bar) ? bar.Room : bar.Width, 1 - bar.Left));

    private static bool HasRoom(TimelineBar bar) => ShareOf(bar) >= LabelWidthMin;

    // What begins near the end would be cut off there.
    private const double LateFrom = 0.86;

    private static bool IsLate(double left) => left > LateFrom;

    private static string? LeftOf(double left) => IsLate(left) ? null : string.Create(CultureInfo.InvariantCulture, $"left:{left * 100:0.###}%");

    private static string LateOf(double left) => IsLate(left) ? "late" : "";

    private static string ClassOf(TimelineBar bar) => "bar " + bar.Lane switch
    {
        TimelineLane.Agent => "agent",
        TimelineLane.Tools => "tool",
        TimelineLane.Policy => "policy",
        _ => "people",
    } + bar.Outcome switch
    {
        TraceOutcome.Error or TraceOutcome.Denied => " wrong",
        _ => "",
    } + (bar.Kind == TraceKind.Review ? " wait" : "") + (bar.Kind == TraceKind.Step ? " around" : "") + (IsMoment(bar) ? " moment" : "");

    private static string LabelOf(TimelineBar bar) =>
        bar.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{bar.Name} ×{bar.Count}") : bar.Name;

    private string TitleOf(TimelineBar bar) => bar.Count == 1 && SaidOf?.Invoke(bar.Event) is { } said ? $"{TraceWords.Of(bar.Kind)}: {said}" : string.Create(CultureInfo.InvariantCulture, $"{TraceWords.Of(bar.Kind)}: {bar.Name}{(bar.Count > 1 ? $" and {bar.Count - 1} more" : "")}{(TraceWords.Of(bar.Outcome) is { } word ? $", {word}" : "")}{(bar.Duration is { } took ? $", {(bar.Kind == TraceKind.Review ? "waited" : "took")} {Durations.Text(took)}" : "")}{(bar.CostNanos is { } cost ? $", {Money.Text(cost)} USD" : "")}");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
